//! Changes as they happen: an open page hears that something is new, whoever wrote it, and fetches itself again.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream;
use rapport_core::observe::{Observer, Topic};
use tokio::{sync::watch, time::sleep};

use super::state::App;

/// Several changes in so short a time are told as one.
const TOGETHER: Duration = Duration::from_millis(60);
/// How often something is sent where nothing happens, so that a page notices that the app has ended.
const ALIVE: Duration = Duration::from_secs(15);

/// Counts what was new so far; whoever listens compares.
#[derive(Clone)]
pub struct News(Arc<watch::Sender<u64>>);

impl Default for News {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl News {
    /// Tells every open page.
    pub fn tell(&self) {
        self.0.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Hears of what is new from now on.
    pub fn listen(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}

impl Observer for News {
    fn changed(&self, _topics: &[Topic]) {
        self.tell();
    }
}

/// `GET /live`: server-sent events, one whenever something changed, until the page or the app is closed.
pub async fn live(State(app): State<App>) -> Response {
    let listening = (app.news.listen(), app.closing.subscribe());
    let events = stream::unfold(listening, |(mut news, mut closing)| async move {
        tokio::select! {
            biased;
            () = closed(&mut closing) => None,
            heard = news.changed() => {
                heard.ok()?;
                sleep(TOGETHER).await;
                let count = *news.borrow_and_update();
                let event = Event::default().event("changed").data(count.to_string());
                Some((Ok::<_, Infallible>(event), (news, closing)))
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

/// Returns once the app closes.
pub async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone, and with it the app.
    let _ = closing.wait_for(|closing| *closing).await;
}
