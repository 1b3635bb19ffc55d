//! A device of a world: a real book in real files, driven one message at a time.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono_tz::Tz;
use rapport_core::{
    Companion, Error, Options,
    companion::{Progress, Received, Repair, RepairStep},
    environment::Environment,
    model::Instant,
    sync::SyncOutcome,
};
use rapport_protocol::{DeviceNumber, RefusalCode, Token, pairing::PairingCode};

use crate::{
    chance::Chance,
    direct::{Direct, at_once},
    disk, homes,
    network::{Answered, Reply, Request, Sender, Sent},
    rows::Looking,
    trace::Trace,
};

/// A device.
pub(crate) struct Device {
    pub place: usize,
    /// How often it was started: a crashed one hears no answers to what it asked before.
    pub life: u64,
    pub number: DeviceNumber,
    pub token: Option<Token>,
    pub sky: Arc<Sky>,
    pub repairs: u32,
    folder: PathBuf,
    home: PathBuf,
    running: Option<Running>,
    repair: Option<Repair>,
    waits_for: Option<u64>,
    asked: u64,
}

/// The book, open.
struct Running {
    companion: Companion,
    looking: Looking,
}

/// The device's clock, zone and randomness.
pub(crate) struct Sky {
    now_ms: AtomicI64,
    chance: Mutex<Chance>,
    zone: Tz,
}

impl Environment for Sky {
    fn now(&self) -> Instant {
        Instant(self.now_ms.load(Ordering::Relaxed))
    }

    fn zone(&self) -> Tz {
        self.zone
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.chance.lock().unwrap_or_else(PoisonError::into_inner).fill(bytes);
    }
}

impl Sky {
    pub fn new(now_ms: i64, chance: &mut Chance) -> Arc<Self> {
        let zone = chance.one_of([Tz::UTC, Tz::America__New_York, Tz::Europe__Vienna, Tz::Pacific__Auckland]);
        Arc::new(Self { now_ms: AtomicI64::new(now_ms), chance: Mutex::new(chance.branch()), zone })
    }

    /// The clock goes on, or is set.
    pub fn shift(&self, milliseconds: i64) {
        self.now_ms.fetch_add(milliseconds, Ordering::Relaxed);
    }
}

impl Device {
    /// A device with whatever book is in `home`; none, until it is paired.
    pub fn new(place: usize, folder: &Path, home: PathBuf, sky: Arc<Sky>) -> Self {
        let mut device = Self {
            place,
            life: 0,
            number: DeviceNumber([0; 8]),
            token: None,
            sky,
            repairs: 0,
            folder: folder.to_owned(),
            home,
            running: None,
            repair: None,
            waits_for: None,
            asked: 0,
        };
        device.start();
        device
    }

    pub fn book(&self) -> &Companion {
        &self.running.as_ref().expect("it is started again whenever it stopped").companion
    }

    pub fn look(&self) -> &Looking {
        &self.running.as_ref().expect("it is started again whenever it stopped").looking
    }

    pub fn options(&self) -> Options {
        Options { environment: Arc::<Sky>::clone(&self.sky), ..Options::at(&self.home) }
    }

    fn start(&mut self) {
        if Companion::exists(&self.home) {
            self.begin_life(Companion::open(self.options()).expect("a book opens"));
        }
    }

    fn begin_life(&mut self, companion: Companion) {
        self.running = Some(Running { companion, looking: Looking::at(&self.home) });
        (self.life, self.repair, self.waits_for) = (self.life + 1, None, None);
        if let Some((number, token)) = homes::identity(&self.home) {
            (self.number, self.token) = (number, token);
        }
    }

    /// It dies, and is started on what the disk holds.
    pub fn crash(&mut self) {
        let next = self.folder.join(format!("device-{}-{}", self.place, self.life));
        homes::copy(&self.home, &next);
        self.move_to(next);
    }

    /// It died in the middle of what it wrote since `before` was copied, and is started on what the disk holds.
    pub fn crash_since(&mut self, before: &Path, chance: &mut Chance) {
        let next = self.folder.join(format!("device-{}-{}", self.place, self.life));
        homes::tear(before, &self.home, &next, chance);
        self.move_to(next);
    }

    /// Its disk has room for so many more changes.
    pub fn fill_disk(&self, changes: i64) {
        disk::fill(&self.home.join("book.sqlite"), "change", changes);
    }

    /// Its disk has room again.
    pub fn make_room(&self) {
        if Companion::exists(&self.home) {
            disk::make_room(&self.home.join("book.sqlite"));
        }
    }

    pub fn disk_is_full(&self) -> bool {
        disk::is_full(&self.home.join("book.sqlite"))
    }

    /// Copies its files as they stand.
    pub fn copy_to(&self, home: &Path) {
        homes::copy(&self.home, home);
    }

    /// Its files are replaced by a copy of others, and it is started again.
    pub fn replace_by(&mut self, home: &Path, with_identity: bool) {
        let next = self.folder.join(format!("device-{}-{}", self.place, self.life));
        homes::copy(home, &next);
        if !with_identity {
            homes::forget_identity(&next);
        }
        self.token = None;
        self.move_to(next);
    }

    /// It loses everything, and has nothing until it is paired.
    pub fn wipe(&mut self) {
        self.token = None;
        self.move_to(self.folder.join(format!("device-{}-{}", self.place, self.life)));
    }

    fn move_to(&mut self, home: PathBuf) {
        self.running = None;
        let _left_behind = std::fs::remove_dir_all(&self.home);
        self.home = home;
        self.start();
    }

    /// It joins the book that a code names, on a way on which answers may be lost: the same code is tried until it is done.
    pub fn join(&mut self, way: &Direct, code: &PairingCode) {
        self.running = None;
        let name = format!("device {}", self.place);
        let joined = loop {
            let joining = Companion::join_with(self.options(), way, code, &name, "Kim");
            match at_once(joining) {
                Err(Error::Unreachable { .. }) => {}
                joined => break joined,
            }
        };
        self.begin_life(joined.expect("a good code pairs a device"));
    }

    /// Syncs as an app does, by the core's own driver, until it rests.
    pub fn sync(&mut self, way: &Direct) -> Result<SyncOutcome, Error> {
        // What was under way is given up; its answers come too late.
        (self.repair, self.waits_for) = (None, None);
        let ended = at_once(self.book().sync_with(way));
        self.repairs += way.repairs();
        ended
    }

    /// Whether it waits for an answer.
    pub const fn waits(&self) -> bool {
        self.waits_for.is_some()
    }

    /// It waits no longer for the answer.
    pub const fn give_up_waiting(&mut self) {
        self.waits_for = None;
    }

    /// The next thing to ask the server. `few`: no more than so many changes, after leaving out so many.
    pub fn ask(&mut self, few: Option<(usize, usize)>, trace: &mut Trace) -> Result<Option<Sent>, Error> {
        let Some(token) = self.token.clone() else { return Ok(None) };
        self.asked += 1;
        self.waits_for = Some(self.asked);
        let request = self.request(few)?;
        trace.note(|| format!("device {} sends {}", self.place, told(&request)));
        let from = Sender { device: self.place, life: self.life, number: self.asked };
        Ok(Some(Sent { from, token, request }))
    }

    fn request(&mut self, few: Option<(usize, usize)>) -> Result<Request, Error> {
        if self.repair.is_none() && self.book().needs_repair()? {
            self.repairs += 1;
            self.repair = Some(self.book().begin_repair()?);
        }
        match self.repair.as_ref().map(Repair::step) {
            Some(RepairStep::Reconcile(round)) => Ok(Request::Reconcile(round)),
            Some(RepairStep::Fetch(mut fetch)) => {
                if let Some((_, most)) = few {
                    fetch.items.truncate(most.max(1));
                }
                Ok(Request::Fetch(fetch))
            }
            Some(RepairStep::Finish) => {
                let repair = self.repair.take().expect("it has a step");
                self.book().finish_repair(repair)?;
                self.request(few)
            }
            None if self.book().needs_bootstrap()? => Ok(Request::Bootstrap(self.book().ask_bootstrap()?)),
            None => {
                let mut asked = self.book().ask()?;
                if let Some((without, most)) = few {
                    let changes = std::mem::take(&mut asked.exchange.changes);
                    asked.exchange.changes = changes.into_iter().skip(without).take(most).collect();
                }
                Ok(Request::Exchange(asked))
            }
        }
    }

    /// Takes an answer, whenever it comes. Tells what came of it.
    pub fn take(&mut self, answered: Answered) -> Result<Taken, Error> {
        let current = self.waits_for == Some(answered.to.number);
        if current {
            self.waits_for = None;
        }
        match answered.reply {
            Reply::Exchange(asked, answer) => self.book().receive(&asked, answer).map(Taken::Exchange),
            Reply::Bootstrap(asked, answer) => self.book().receive_bootstrap(&asked, answer).map(Taken::Bootstrap),
            // A repair is driven by one who knows which answer it waits for.
            Reply::Reconcile(answer) if current => {
                let goes_on = self.repair.as_mut().map(|repair| repair.reconciled(answer)).transpose()?;
                self.goes_on(goes_on)
            }
            Reply::Fetch(answer) if current => {
                let goes_on = self.repair.as_mut().map(|repair| repair.fetched(answer));
                self.goes_on(goes_on)
            }
            Reply::Reconcile(_) | Reply::Fetch(_) => Ok(Taken::Late),
            Reply::Refused(refusal) => Ok(Taken::Refused(refusal.code)),
        }
    }

    fn goes_on(&mut self, goes_on: Option<bool>) -> Result<Taken, Error> {
        if goes_on == Some(false) {
            self.repair = None;
        }
        if matches!(self.repair.as_ref().map(Repair::step), Some(RepairStep::Finish)) {
            let repair = self.repair.take().expect("it has a step");
            self.book().finish_repair(repair)?;
            return Ok(Taken::Repaired);
        }
        Ok(Taken::Repairing)
    }
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Exchange(Received),
    Bootstrap(Progress),
    Repairing,
    Repaired,
    Late,
    Refused(RefusalCode),
}

fn told(request: &Request) -> String {
    match request {
        Request::Exchange(asked) => {
            let exchange = &asked.exchange;
            let changes: Vec<String> = exchange.changes.iter().map(|push| crate::trace::short(&push.id.0)).collect();
            let erasures: Vec<String> = exchange.erasures.iter().map(|id| crate::trace::short(&id.0)).collect();
            format!("exchange after {} changes {changes:?} erasures {erasures:?}", exchange.cursor)
        }
        Request::Bootstrap(asked) => format!("bootstrap {:?}", asked.resume.map(|resume| (resume.head, resume.key))),
        Request::Fetch(asked) => format!("fetch of {}", asked.items.len()),
        other => other.name().to_owned(),
    }
}
