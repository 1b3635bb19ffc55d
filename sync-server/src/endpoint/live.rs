//! `GET /v1/live`: server-sent events that only say where the feed is.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::State,
    response::{
        IntoResponse,
        sse::{Event, Sse},
    },
};
use futures_util::stream;
use rapport_protocol::{Refusal, Token, live};
use tokio::{sync::watch, time::Instant};

use super::{
    App,
    wire::{Bearer, Refused},
};
use crate::{
    limits,
    node::{Node, Subscription},
};

/// A `feed` event on opening, on news, and every 30 s; a `refused` event and the end when the device is revoked.
pub async fn live(State(app): State<Arc<App>>, Bearer(token): Bearer) -> Result<impl IntoResponse, Refused> {
    // Subscribed before the feed is read for the first time, or what happens in between would wake nobody.
    let subscription = app.run_for(token.clone(), Node::subscribe).await?;
    let counted = app.limits.stream(&token)?;
    let closing = app.closing.clone();
    let listener = Listener { app, token, subscription, closing, said: None, _counted: counted };
    let events = stream::unfold(Some(listener), |listener| async { listener?.next().await });
    Ok(Sse::new(events))
}

/// One open stream.
struct Listener {
    app: Arc<App>,
    token: Token,
    subscription: Subscription,
    closing: watch::Receiver<bool>,
    said: Option<(live::Feed, Instant)>,
    _counted: limits::Stream,
}

type Said = (Result<Event, Infallible>, Option<Listener>);

impl Listener {
    /// The next event, and the listener if the stream goes on.
    async fn next(mut self) -> Option<Said> {
        loop {
            if self.said.is_some() && !self.wait().await {
                return None;
            }
            let token = self.token.clone();
            // Read from the database, with the token: a revoked device hears no more, whichever node revoked it.
            match self.app.run(move |node| node.feed(&token)).await {
                Ok(feed) => {
                    let repeat = self.said.as_ref().is_none_or(|(_, at)| at.elapsed() >= repeat_every());
                    // Told when it *differs* from what was said, not only when the head is greater (rule `wake_differs`).
                    if repeat || self.said.as_ref().is_none_or(|(said, _)| *said != feed) {
                        let data = serde_json::to_string(&feed).expect("names and numbers");
                        self.said = Some((feed, Instant::now()));
                        return Some((Ok(Event::default().event("feed").data(data)), Some(self)));
                    }
                }
                Err(refusal) => return Some((Ok(last_word(&refusal)), None)),
            }
        }
    }

    /// Waits for news or for the time to repeat; false if the server shuts down.
    async fn wait(&mut self) -> bool {
        let since = self.said.as_ref().map_or_else(Instant::now, |(_, at)| *at);
        tokio::select! {
            () = self.subscription.news() => true,
            () = tokio::time::sleep_until(since + repeat_every()) => true,
            _ = self.closing.wait_for(|closing| *closing) => false,
        }
    }
}

fn last_word(refusal: &Refusal) -> Event {
    Event::default().event("refused").data(serde_json::to_string(refusal).expect("a code and a sentence"))
}

const fn repeat_every() -> Duration {
    Duration::from_secs(live::REPEAT_EVERY_S)
}
