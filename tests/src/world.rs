//! A world: some devices, a network and a server, and what happens to them step by step.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use rapport_core::{Command, Companion, Error, model::Practice};
use rapport_protocol::{BookId, DeviceNumber, limit};
use tempfile::TempDir;

use crate::{
    chance::Chance,
    craft,
    device::{Device, Sky},
    direct::Direct,
    hazard::Hazard,
    homes,
    interrupt::{Plan, Point},
    ledger::{Holdings, Ledger},
    network::{Answered, Network, Request, Sender, Sent},
    server::{Server, answer},
    trace::{Trace, short},
    user,
};

/// More devices than these make a world slow and no more cruel.
const MOST_DEVICES: usize = 5;
/// The afternoon of a day in 2026, in milliseconds since 1970.
const NOON_MS: i64 = 1_790_000_000_000;
const YEAR_MS: i64 = 365 * 86_400_000;

/// A world.
pub struct World {
    pub(crate) chance: Chance,
    pub(crate) hazards: Vec<Hazard>,
    pub(crate) devices: Vec<Device>,
    pub(crate) server: Server,
    pub(crate) ledger: Ledger,
    pub(crate) trace: Trace,
    pub(crate) report: Report,
    /// Whether anything went back in time, so that repairs are called for.
    pub(crate) broke: bool,
    network: Network,
    /// Copies of homes, and which device each was taken of.
    copies: Vec<(usize, PathBuf)>,
    /// How bad the network is.
    loss: f64,
    newer: DeviceNumber,
    scratch: TempDir,
}

/// What a world went through.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Steps and exchanges.
    pub steps: usize,
    /// Commands that were acknowledged.
    pub commands: usize,
    /// Commands that were refused, as a user's may be.
    pub refused: usize,
    /// Repairs that were begun.
    pub repairs: usize,
    /// Records that were packed.
    pub packed: usize,
    /// Changes on the server when all was quiet.
    pub changes: usize,
}

/// What must never happen, and did.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub String);

pub(crate) type Outcome<T = ()> = Result<T, Broken>;

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Self(format!("{error}: {error:?}"))
    }
}

impl Report {
    /// Adds what another world went through.
    pub fn add(&mut self, other: Self) {
        self.steps += other.steps;
        self.commands += other.commands;
        self.refused += other.refused;
        self.repairs += other.repairs;
        self.packed += other.packed;
        self.changes += other.changes;
    }
}

impl World {
    /// Makes the world of a seed, runs it for so many steps, settles it and checks it.
    pub fn run(seed: u64, steps: usize) -> Result<Report, Broken> {
        Self::run_traced(seed, steps, false).0
    }

    /// The same, with the trace of what happened.
    pub fn run_traced(seed: u64, steps: usize, traced: bool) -> (Result<Report, Broken>, Vec<String>) {
        let mut chance = Chance::new(seed);
        let hazards = Hazard::draw(&mut chance);
        let mut world = Self::new(chance, hazards, traced);
        let lived = world.live(steps);
        let World { trace, report, .. } = world;
        (lived.map(|()| report), trace.into_lines())
    }

    fn new(mut chance: Chance, hazards: Vec<Hazard>, traced: bool) -> Self {
        let scratch = homes::scratch();
        let mut trace = Trace::new(traced);
        trace.note(|| format!("hazards {hazards:?}"));
        let home = scratch.path().join("first");
        let sky = Sky::new(NOON_MS, &mut chance);
        let first = new_book(&home, &sky);
        let server = Server::new(scratch.path(), first, &mut chance);
        let mut world = Self {
            devices: vec![Device::new(0, scratch.path(), home, sky)],
            loss: chance.share(),
            newer: DeviceNumber(chance.bytes()),
            server,
            trace,
            hazards,
            chance,
            scratch,
            ledger: Ledger::default(),
            report: Report::default(),
            broke: false,
            network: Network::default(),
            copies: Vec::new(),
        };
        world.pair(0);
        for _ in 0..world.chance.between(1, 3) {
            world.add_device();
        }
        world
    }

    fn live(&mut self, steps: usize) -> Outcome {
        for _ in 0..steps {
            self.trace.step += 1;
            self.report.steps += 1;
            self.step()?;
        }
        self.settle()
    }

    /// One more device: empty, or with a book of its own that it brings along.
    pub(crate) fn add_device(&mut self) {
        let place = self.devices.len();
        let home = self.scratch.path().join(format!("device-{place}"));
        let sky = self.sky();
        if self.chance.happens(0.3) {
            new_book(&home, &sky);
        }
        self.devices.push(Device::new(place, self.scratch.path(), home, sky));
        self.pair(place);
    }

    fn sky(&mut self) -> Arc<Sky> {
        let years = if self.has(Hazard::Clocks) { self.chance.between(-8, 8) } else { 0 };
        Sky::new(NOON_MS + years * YEAR_MS, &mut self.chance)
    }

    pub(crate) fn has(&self, hazard: Hazard) -> bool {
        self.hazards.contains(&hazard)
    }

    pub(crate) fn pair(&mut self, place: usize) {
        let code = self.server.pairing_code();
        let way = self.way(place, 0.2 * self.loss);
        self.devices[place].join(&way, &code);
        let number = self.devices[place].number;
        self.trace.note(|| format!("device {place} is paired as {}", short(&number.0)));
    }

    /// A device's way to a node, on which messages are lost so often.
    pub(crate) fn way(&mut self, place: usize, loss: f64) -> Direct {
        let node = self.server.node(self.chance.below(2));
        Direct::new(node, self.devices[place].token.clone(), loss, self.chance.branch())
    }

    fn step(&mut self) -> Outcome {
        let place = self.chance.below(self.devices.len());
        self.devices[place].sky.shift(self.chance.between(0, 3_600_000));
        self.server.wait(self.chance.between(0, 20));
        match self.chance.below(100) {
            0..22 => self.command(place),
            22..42 if !self.devices[place].waits() || self.chance.happens(0.3) => self.send(place),
            42..46 => self.sync(place),
            46..60 => self.request_arrives(),
            60..84 => self.answer_arrives(),
            84..89 if self.has(Hazard::Packing) => self.pack(),
            89..100 => self.something_happens(place),
            _ => Ok(()),
        }
    }

    /// A user does something.
    pub(crate) fn command(&mut self, place: usize) -> Outcome {
        let (erases, same) = (self.has(Hazard::Erase), self.has(Hazard::Same));
        let device = &self.devices[place];
        let command = user::command(device, &mut self.chance, erases, same);
        let told = format!("device {place} runs {}", command.name());
        let erased = match command {
            Command::Erase(id) | Command::Redact { id, .. } => Some(id),
            _ => None,
        };
        match device.book().run(command) {
            Ok(receipt) => {
                self.report.commands += 1;
                for touched in &receipt.records {
                    let changes = device.look().changes_of(touched.id);
                    self.trace.note(|| {
                        let changes: Vec<String> = changes.iter().map(|held| short(&held.id.0)).collect();
                        format!("{told}: {} {} is {changes:?}", touched.kind, short(&touched.id.0))
                    });
                    self.ledger.acknowledge(changes, &told);
                }
                erased.into_iter().for_each(|record| self.ledger.acknowledge_erasure(record));
                Ok(())
            }
            Err(Error::Invalid(_) | Error::NotFound { .. }) => {
                self.report.refused += 1;
                Ok(())
            }
            Err(error) => Err(Broken(format!("{told}: {error} ({error:?})"))),
        }
    }

    fn send(&mut self, place: usize) -> Outcome {
        let most = self.chance.one_of([2, 3, 9, limit::CHANGES_A_PUSH]);
        // A client that sends its parts side by side.
        let without = if self.has(Hazard::Late) && self.chance.happens(0.2) { self.chance.below(4) } else { 0 };
        let device = &mut self.devices[place];
        let sent = device.ask(Some((without, most)), &mut self.trace)?;
        self.network.requests.extend(sent);
        Ok(())
    }

    /// A device syncs as an app does.
    fn sync(&mut self, place: usize) -> Outcome {
        let way = self.way(place, 0.3 * self.loss);
        let ended = self.devices[place].sync(&way);
        self.trace.note(|| format!("device {place} syncs: {ended:?}"));
        match ended {
            Ok(_) | Err(Error::Unauthorized { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn request_arrives(&mut self) -> Outcome {
        let waiting = self.network.requests.len();
        if waiting == 0 {
            return Ok(());
        }
        let which = if self.has(Hazard::Late) { self.chance.below(waiting) } else { 0 };
        if self.chance.happens(0.12 * self.loss) {
            self.network.requests.remove(which);
            return Ok(());
        }
        let sent = if self.chance.happens(0.15 * self.loss) {
            self.network.requests[which].clone()
        } else {
            self.network.requests.remove(which)
        };
        let node = self.chance.below(2);
        let short = (self.has(Hazard::Short)).then(|| self.chance.one_of([1, 2, 4, 50]));
        let (plan, meanwhile) = self.plan(1 - node);
        let answered = self.server.answer(&self.server.node(node), &sent, plan, short);
        self.trace.note(|| {
            format!(
                "device {}'s {} is answered {:?}",
                sent.from.device,
                sent.request.name(),
                answered.as_ref().map(|it| it.reply.told())
            )
        });
        self.network.answers.extend(answered);
        self.network.answers.extend(meanwhile.lock().unwrap_or_else(PoisonError::into_inner).drain(..));
        Ok(())
    }

    /// What happens between the steps of a request: others are answered on another node, a record is packed, a node dies.
    fn plan(&mut self, node: usize) -> (Plan, Arc<Mutex<Vec<Answered>>>) {
        let answers = Arc::new(Mutex::new(Vec::new()));
        let mut plan = Plan::new();
        if !self.has(Hazard::Crowd) {
            return (plan, answers);
        }
        for _ in 0..3 {
            let node = self.server.node(node);
            plan.push_back(match self.chance.below(12) {
                0 => Point::Dies,
                1..4 if !self.network.requests.is_empty() => {
                    let other = self.network.requests.remove(0);
                    let answers = Arc::clone(&answers);
                    Point::Meanwhile(Box::new(move || {
                        answers.lock().unwrap_or_else(PoisonError::into_inner).extend(answer(&node, &other));
                    }))
                }
                4 if self.has(Hazard::Packing) => Point::Meanwhile(Box::new(move || drop(node.pack_once(2)))),
                _ => Point::Goes,
            });
        }
        (plan, answers)
    }

    fn answer_arrives(&mut self) -> Outcome {
        let waiting = self.network.answers.len();
        if waiting == 0 {
            return Ok(());
        }
        let which = if self.has(Hazard::Late) { self.chance.below(waiting) } else { 0 };
        let answered = if self.chance.happens(0.15 * self.loss) {
            self.network.answers[which].clone()
        } else {
            self.network.answers.remove(which)
        };
        if self.chance.happens(0.12 * self.loss) || self.devices[answered.to.device].life != answered.to.life {
            return Ok(());
        }
        let (place, told) = (answered.to.device, answered.reply.told());
        let taken = self.devices[place].take(answered)?;
        self.trace.note(|| format!("device {place} takes {told}: {taken:?}"));
        Ok(())
    }

    fn pack(&mut self) -> Outcome {
        let (plan, meanwhile) = self.plan(1);
        let packed = self.server.pack(&self.server.node(0), plan);
        self.trace.note(|| format!("the server packs: {packed:?}"));
        self.network.answers.extend(meanwhile.lock().unwrap_or_else(PoisonError::into_inner).drain(..));
        match packed {
            Some(rapport_sync_server::node::Packed::Record(_)) => self.report.packed += 1,
            Some(rapport_sync_server::node::Packed::Quarantined(record, failure)) => {
                return Err(Broken(format!("record {record} can't be merged: {failure:?}")));
            }
            _ => {}
        }
        Ok(())
    }

    fn something_happens(&mut self, place: usize) -> Outcome {
        match self.chance.below(100) {
            0..20 => {
                self.server.back_up();
                self.trace.note(|| "the server is backed up".to_owned());
            }
            20..30 => {
                self.trace.note(|| format!("device {place} crashes"));
                self.devices[place].crash();
            }
            30..38 => self.copy_home(place),
            38..46 if self.has(Hazard::Restore) => self.restore(false),
            46..52 if self.has(Hazard::Rollback) => self.restore(true),
            52..60 if self.has(Hazard::OldHome) => self.old_home(),
            60..64 if self.has(Hazard::Copy) => self.use_copy(),
            64..68 if self.has(Hazard::Wipe) => {
                self.trace.note(|| format!("device {place} loses everything"));
                self.devices[place].wipe();
                self.pair(place);
                self.copies.retain(|(of, _)| *of != place);
                self.forgive();
            }
            68..72 if self.has(Hazard::Revoke) && self.devices.len() > 2 => {
                self.trace.note(|| format!("device {place} is revoked"));
                self.server.revoke(self.devices[place].number);
            }
            72..79 if !self.is_admitted(place) => self.pair(place),
            79..85 if self.has(Hazard::Quota) => {
                self.server.is_full = !self.server.is_full;
                let full = self.server.is_full;
                self.trace.note(|| format!("the book is full: {full}"));
            }
            85..90 if self.has(Hazard::Newer) => {
                let crafted = craft::newer(self.newer, &self.devices[place], &mut self.chance);
                self.send_crafted(place, crafted);
            }
            90..94 if self.has(Hazard::Forgery) => {
                let victim = self.chance.below(self.devices.len());
                let number = self.devices[victim].number;
                let crafted = craft::forgery(number, &self.devices[place], &mut self.chance);
                self.send_crafted(place, crafted);
            }
            94..97 => self.devices[place].give_up_waiting(),
            97..100 if self.has(Hazard::Clocks) => {
                self.devices[place].sky.shift(self.chance.between(-2, 2) * YEAR_MS);
            }
            _ => {}
        }
        Ok(())
    }

    fn copy_home(&mut self, place: usize) {
        let home = self.scratch.path().join(format!("copy-{}", self.copies.len() + self.trace.step * 1_000));
        self.devices[place].copy_to(&home);
        self.copies.push((place, home));
        self.trace.note(|| format!("device {place}'s home is copied"));
    }

    /// A device goes on from an old copy of its home, knowing it or not; some copies come without its identity.
    fn old_home(&mut self) {
        let Some((place, home)) = self.chance.pick(&self.copies).cloned() else { return };
        let whole = self.chance.happens(0.7);
        self.trace.note(|| format!("device {place} goes on from an old copy, with its identity: {whole}"));
        self.devices[place].replace_by(&home, whole);
        self.broke = true;
        self.forgive();
    }

    /// A copy of a home runs beside the original.
    fn use_copy(&mut self) {
        let Some((of, copy)) = self.chance.pick(&self.copies).cloned() else { return };
        if self.devices.len() >= MOST_DEVICES {
            return;
        }
        let place = self.devices.len();
        let home = self.scratch.path().join(format!("twin-{place}"));
        homes::copy(&copy, &home);
        let sky = self.sky();
        self.devices.push(Device::new(place, self.scratch.path(), home, sky));
        self.broke = true;
        self.trace.note(|| format!("a copy of device {of} runs beside it as device {place}"));
    }

    pub(crate) fn restore(&mut self, silently: bool) {
        let before = self.server.standing().head;
        if silently {
            self.server.roll_back(&mut self.chance)
        } else {
            self.server.restore(&mut self.chance)
        }
        let after = self.server.standing();
        self.broke = true;
        self.trace.note(|| {
            format!(
                "the server goes back from {before} to {}, silently: {silently}, epoch {}",
                after.head,
                short(&after.epoch.0)
            )
        });
        self.forgive();
    }

    fn send_crafted(&mut self, place: usize, crafted: Option<Request>) {
        let device = &self.devices[place];
        let (Some(request), Some(token)) = (crafted, device.token.clone()) else { return };
        self.trace.note(|| format!("crafted through device {place}: {request:?}"));
        self.network.requests.push(Sent { from: Sender { device: place, life: 0, number: 0 }, token, request });
    }

    pub(crate) fn is_admitted(&self, place: usize) -> bool {
        self.devices[place].token.as_ref().is_some_and(|token| self.server.admits(token))
    }

    /// Lets go of what nobody holds any more, after somebody was destroyed.
    fn forgive(&mut self) {
        let mut held = self.server_holds();
        for device in &self.devices {
            held.take(device.look().changes(), device.look().erasures());
        }
        self.ledger.forgive(&held);
    }

    pub(crate) fn server_holds(&self) -> Holdings {
        let mut held = Holdings::default();
        held.take(Vec::new(), self.server.erasures());
        held.items.extend(self.server.items());
        held
    }

    pub(crate) fn hang_up(&mut self) {
        self.network = Network::default();
    }
}

fn new_book(home: &std::path::Path, sky: &Arc<Sky>) -> BookId {
    let practice = Practice { name: "Riverside Therapy".into(), ..Practice::default() };
    let options = rapport_core::Options { environment: Arc::<Sky>::clone(sky), ..rapport_core::Options::at(home) };
    let companion = Companion::init(options, &practice, "Phone", "Kim").expect("a book can be made");
    companion.book().expect("a new book has a name")
}
