//! What was asked: the address with its query, by which browser; and the two ways to answer, a page or a deed.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use maud::Markup;
use tokio::task::spawn_blocking;

use super::{
    failed,
    fields::Fields,
    notice::Notice,
    page::Page,
    state::{App, Book},
    view::{Done, View},
};
use crate::failure::Failure;

/// A request, past the guard.
pub struct Asked {
    /// The running app.
    pub app: App,
    /// Where: `/partners`.
    pub path: String,
    /// What the address asks for: `?sector=law`.
    pub query: Fields,
    /// What is to be said on this page: of what was just done.
    pub notice: Option<(Notice, Duration)>,
    /// `light` or `dark`, if the user chose.
    pub theme: Option<&'static str>,
    /// Where the user was: a page of ours.
    pub came_from: Option<String>,
    /// Whether a dialog's script asks. It shows what comes of it where one is.
    pub by_dialog: bool,
}

impl FromRequestParts<App> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let headers = &parts.headers;
        let by_dialog = headers.contains_key(BY_DIALOG);
        let number = cookie(headers, &notice_cookie(app)).and_then(|number| number.parse().ok());
        Ok(Self {
            path: parts.uri.path().to_owned(),
            query: Fields::read(parts.uri.query().unwrap_or_default()),
            // What a script fetches is no page on which one reads it, unless it says so.
            notice: number.filter(|_| by_dialog || navigates(headers)).and_then(|number| app.notices.show(number)),
            theme: cookie(headers, THEME).and_then(|chosen| ["light", "dark"].into_iter().find(|one| *one == chosen)),
            came_from: came_from(headers, app),
            by_dialog,
            app: app.clone(),
        })
    }
}

/// The cookie of the look that the user chose.
pub const THEME: &str = "rapport_theme";
/// The header by which a dialog's script says that it asks.
const BY_DIALOG: &str = "rapport-dialog";

impl Asked {
    /// Answers with a page. `view` reads the book, away from the threads that serve.
    pub async fn page(self, view: impl FnOnce(&View) -> Result<Page, Failure> + Send + 'static) -> Response {
        self.answer(|view_of| Ok(view(view_of)?.within(view_of)), StatusCode::OK).await
    }

    /// Answers with a part of a page, for the script to put somewhere.
    pub async fn part(self, view: impl FnOnce(&View) -> Result<Markup, Failure> + Send + 'static) -> Response {
        self.answer(view, StatusCode::OK).await
    }

    /// Does something, then goes where it says, and says what was done there. If it can't be done, goes back and says why:
    /// nothing was lost. A dialog's script is told where to go, or why not, and keeps its form.
    pub async fn act(self, deed: impl FnOnce(&View) -> Result<Done, Failure> + Send + 'static) -> Response {
        let back = self.came_from.clone().unwrap_or_else(|| "/".to_owned());
        let (app, by_dialog) = (self.app.clone(), self.by_dialog);
        let done = self.at_the_book(move |view| {
            let done = deed(view)?;
            Ok(done.with_all(view))
        });
        match done.await {
            Ok(Done::There { to, notice, .. }) => {
                let mut answer = leave_notice(&app, &to, notice);
                if by_dialog {
                    *answer.status_mut() = StatusCode::NO_CONTENT;
                }
                answer
            }
            Ok(Done::Shown(page)) => page.into_response(),
            Ok(Done::Again(page)) => (StatusCode::UNPROCESSABLE_ENTITY, *page).into_response(),
            Err(failure) if by_dialog => {
                let said = maud::html! { p { (failed::notice(&failure).text) } };
                (StatusCode::UNPROCESSABLE_ENTITY, html(said)).into_response()
            }
            Err(failure) => leave_notice(&app, &back, Some(failed::notice(&failure))),
        }
    }

    /// Answers with a file to keep. It is written whole before it is sent: what can't be written is said on a page.
    pub async fn file(
        self,
        kind: &'static str,
        name: &'static str,
        write: impl FnOnce(&View) -> Result<Vec<u8>, Failure> + Send + 'static,
    ) -> Response {
        match self.at_the_book(write).await {
            Ok(bytes) => {
                let kept = format!("attachment; filename=\"{name}\"");
                ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, kept)], bytes).into_response()
            }
            Err(failure) => failed::page(&failure),
        }
    }

    async fn answer(
        self,
        view: impl FnOnce(&View) -> Result<Markup, Failure> + Send + 'static,
        status: StatusCode,
    ) -> Response {
        let app = self.app.clone();
        if !matches!(app.book(), Book::Open(_)) {
            // It may be there by now, or be whole again.
            app.look_for_a_book();
            if matches!(app.book(), Book::None) && self.path != "/welcome" {
                return axum::response::Redirect::to("/welcome").into_response();
            }
        }
        match self.at_the_book(view).await {
            Ok(page) => (status, html(page)).into_response(),
            Err(failure) => failed::page(&failure),
        }
    }

    async fn at_the_book<T: Send + 'static>(
        self,
        work: impl FnOnce(&View) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let done = spawn_blocking(move || View::of(self).and_then(|view| work(&view)));
        done.await.unwrap_or_else(|_| Err(Failure::usage(super::words::failed::PANICKED)))
    }
}

/// HTML as it is sent.
pub fn html(markup: Markup) -> ([(header::HeaderName, &'static str); 1], String) {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], markup.into_string())
}

/// Goes elsewhere, and leaves what is to be said there.
pub fn leave_notice(app: &App, to: &str, notice: Option<Notice>) -> Response {
    let mut answer = (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response();
    if let Some(notice) = notice {
        let number = app.notices.keep(notice);
        let cookie = format!("{}={number}; HttpOnly; SameSite=Strict; Path=/; Max-Age=12", notice_cookie(app));
        if let Ok(cookie) = cookie.parse() {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    answer
}

/// A cookie by name.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

fn notice_cookie(app: &App) -> String {
    format!("rapport_said_{}", app.address.port())
}

/// Whether the browser goes to the page, rather than a script of ours. Browsers that don't say are taken to go there.
pub fn navigates(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
}

fn came_from(headers: &HeaderMap, app: &App) -> Option<String> {
    let from = headers.get(header::REFERER)?.to_str().ok()?;
    let port = app.address.port();
    let hosts = [format!("http://127.0.0.1:{port}"), format!("http://localhost:{port}")];
    let path = hosts.iter().find_map(|host| from.strip_prefix(host.as_str()))?;
    path.starts_with('/').then(|| path.to_owned())
}
