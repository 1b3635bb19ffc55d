//! A phone with a large book, its server in a process of its own, and what crosses the wire between them, counted.

use std::path::PathBuf;

use rapport_core::{Companion, Options, model::Practice, sync::SyncOutcome};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{
    book::{on_disk, program},
    counting::{Counting, Traffic},
    filling::fill,
};
use crate::{chance::Chance, homes, serving::Serving};

/// The phone, and whoever joins it.
pub(super) struct Pair {
    /// The phone's book.
    pub phone: Companion,
    /// What device and server say to each other.
    pub counting: Counting,
    runtime: Runtime,
    /// The server ends with this, and then its files go.
    _serving: Serving,
    scratch: TempDir,
}

impl Pair {
    /// A phone with so many records, all of them on the server already.
    pub fn with(records: usize) -> Self {
        let (memory, scratch) = (homes::scratch(), on_disk());
        let practice = Practice { name: "Riverside Therapy".into(), ..Practice::default() };
        let (filled, home) = (memory.path().join("phone"), scratch.path().join("phone"));
        let book = Companion::init(Options::at(&filled), &practice, "Phone", "Kim").expect("a book can be made");
        fill(&book, records, &mut Chance::new(1));
        book.close().expect("a book can be closed");
        homes::copy(&filled, &home);

        let phone = Companion::open(Options::at(&home)).expect("the book opens");
        let serving = Serving::start(
            &program("serve"),
            &scratch.path().join("server"),
            "127.0.0.1:0".parse().expect("an address"),
        );
        let counting = Counting::before(serving.address).expect("a port is free");
        let runtime = Runtime::new().expect("a runtime starts");
        let url = format!("http://{}", counting.address);
        runtime.block_on(phone.pair_new(&url, None)).expect("an open server makes a book");
        let pair = Self { phone, counting, runtime, _serving: serving, scratch };
        pair.sync(&pair.phone);
        pair
    }

    /// One more device, that has nothing yet.
    pub fn join(&self, name: &str) -> Companion {
        let (code, _) = self.runtime.block_on(self.phone.pairing_code()).expect("the phone is paired");
        let options = Options::at(self.home(name));
        let joined = self.runtime.block_on(Companion::join(options, &code.to_string(), name, "Kim"));
        self.counting.traffic();
        joined.expect("a good code pairs a device")
    }

    /// Syncs as an app does. What went over the wire.
    pub fn sync(&self, device: &Companion) -> Traffic {
        let outcome = self.runtime.block_on(device.sync()).expect("a sync rests");
        assert_eq!(outcome, SyncOutcome::Synced);
        self.counting.traffic()
    }

    /// Where a device's files are.
    pub fn home(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }
}
