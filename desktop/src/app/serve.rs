//! Starting and stopping: a port on loopback, the browser, the sync beside it, and a quiet end.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::PoisonError,
    thread,
    time::Duration,
};

use axum::{Router, middleware, routing::get};
use tokio::{
    net::TcpListener,
    runtime::Builder,
    time::{sleep, timeout},
};

use super::{asset, browser, failed, guard, live, screen, state::App};
use crate::{
    command::sync::{interrupted, wait_for},
    failure::Failure,
};

/// Where it is served if nobody says where, and that is free: the same address each day.
const USUAL_PORT: u16 = 8417;
/// How long requests under way may take after the end was asked for.
const GRACE: Duration = Duration::from_secs(2);
/// How often it is looked whether the book is paired by now.
const UNPAIRED: Duration = Duration::from_secs(2);
/// How soon a server is asked again that did not let this device in.
const TURNED_AWAY: Duration = Duration::from_secs(30);

/// How the app is to be run.
pub struct Serving {
    /// Where the book is.
    pub home: PathBuf,
    /// On which port; any that is free, if it is 0.
    pub port: Option<u16>,
    /// Whether the browser is opened.
    pub opens: bool,
}

/// Serves until Ctrl-C, or whatever else asks the program to end. `began` hears the address to open, once.
///
/// # Errors
/// A [`Failure`] if the port is taken, or this machine has no room.
pub fn serve(serving: Serving, began: impl FnOnce(&str)) -> Result<(), Failure> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(Failure::output)?;
    runtime.block_on(async {
        let listener = bind(serving.port)
            .await
            .map_err(|source| Failure::File { path: format!("port {}", serving.port.unwrap_or(USUAL_PORT)), source })?;
        let address = listener.local_addr().map_err(Failure::output)?;
        let app = App::over(serving.home, address);
        keep_in_sync(app.clone());
        let hosted = app.clone();
        tokio::spawn(async move { hosted.hosting.start_again().await });
        began(&format!("{}{}?key={}", app.origin(), guard::OPEN, app.secrets.printed));
        if serving.opens {
            browser::open(&format!("{}{}?key={}", app.origin(), guard::OPEN, app.secrets.key_for_once()));
        }
        let ended = run(listener, &app).await;
        if let Ok(Err(error)) = timeout(GRACE, app.hosting.end()).await {
            eprintln!("rapport: the sync server did not end in order: {error}");
        }
        ended.map_err(Failure::output)
    })
}

/// All addresses, behind the guard.
pub fn router(app: App) -> Router {
    let mut router = Router::new().merge(asset::routes()).merge(screen::extra_routes());
    for screen in screen::all() {
        router = router.merge((screen.routes)());
    }
    router
        .route(guard::OPEN, get(guard::open))
        .route("/live", get(live::live))
        .fallback(failed::not_here)
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(app)
}

async fn bind(port: Option<u16>) -> io::Result<TcpListener> {
    let at = |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    match port {
        Some(port) => at(port).await,
        None => match at(USUAL_PORT).await {
            Ok(listener) => Ok(listener),
            Err(_) => at(0).await,
        },
    }
}

async fn run(listener: TcpListener, app: &App) -> io::Result<()> {
    let mut closing = app.closing.subscribe();
    let end = {
        let app = app.clone();
        async move {
            interrupted().await;
            app.closing.send_replace(true);
        }
    };
    let serving = axum::serve(listener, router(app.clone())).with_graceful_shutdown(end);
    let late = async {
        live::closed(&mut closing).await;
        sleep(GRACE).await;
    };
    tokio::select! {
        ended = serving => ended,
        () = late => Ok(()),
    }
}

/// Syncs on a thread of its own for as long as the app is open: a sync's disk work is done where it is waited for, and no page
/// should wait for it. The thread ends once it hears of the closing; what it stored is stored.
fn keep_in_sync(app: App) {
    thread::spawn(move || {
        let ended = wait_for(async {
            let (mut closing, mut paired_anew) = (app.closing.subscribe(), app.pairings.subscribe());
            loop {
                paired_anew.borrow_and_update();
                let mut pause = UNPAIRED;
                let book = app.open_book();
                let paired = book.filter(|book| book.sync_status().is_ok_and(|status| status.server.is_some()));
                if let Some(book) = paired {
                    let (mut until, mut paired) = (app.closing.subscribe(), app.pairings.subscribe());
                    let until = async move {
                        tokio::select! {
                            () = live::closed(&mut until) => {}
                            _ = paired.changed() => {}
                        }
                    };
                    // Only a server that lets this device in no more ends it early: then it waits for a new pairing.
                    if let Err(error) = book.watch(until).await {
                        eprintln!("rapport: {error}");
                        app.turned_away.lock().unwrap_or_else(PoisonError::into_inner).replace(error.to_string());
                        app.news.tell();
                        pause = TURNED_AWAY;
                    }
                }
                tokio::select! {
                    biased;
                    () = live::closed(&mut closing) => return,
                    _ = paired_anew.changed() => {}
                    () = sleep(pause) => {}
                }
            }
        });
        if let Err(failure) = ended {
            eprintln!("rapport: the sync could not be started: {failure}");
        }
    });
}
