//! Wake-ups within one process: something happened to a book, or to a device of it.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;

use crate::store::BookKey;

/// Who listens to which book.
#[derive(Default)]
pub(super) struct News(Mutex<HashMap<BookKey, watch::Sender<()>>>);

/// Hears that something happened to a book. What it was is to be read from the database.
#[derive(Debug)]
pub struct Subscription(watch::Receiver<()>);

impl Subscription {
    /// Waits for news; what happens while nobody waits is one piece of news.
    pub async fn news(&mut self) {
        if self.0.changed().await.is_err() {
            // The node is gone, and there will be no news.
            std::future::pending::<()>().await;
        }
    }
}

impl News {
    pub fn subscribe(&self, book: BookKey) -> Subscription {
        Subscription(self.all().entry(book).or_insert_with(|| watch::Sender::new(())).subscribe())
    }

    pub fn announce(&self, book: BookKey) {
        let mut all = self.all();
        if let Some(sender) = all.get(&book)
            && sender.send(()).is_err()
        {
            // Nobody listens any more.
            all.remove(&book);
        }
    }

    pub fn announce_all(&self) {
        self.all().retain(|_, sender| sender.send(()).is_ok());
    }

    fn all(&self) -> MutexGuard<'_, HashMap<BookKey, watch::Sender<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
