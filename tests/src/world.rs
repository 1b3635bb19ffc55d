//! A world: some devices, a network and a server, and what happens to them step by step.

use std::{path::PathBuf, sync::Arc};

use rapport_core::{Command, Companion, Error, model::Practice};
use rapport_protocol::{BookId, DeviceNumber};
use tempfile::TempDir;

use crate::{
    carried::Versions,
    chance::Chance,
    device::{Device, Sky},
    direct::Direct,
    hazard::Hazard,
    homes,
    ledger::{Holdings, Ledger},
    network::Network,
    server::Server,
    trace::{Trace, short},
    user,
};

/// More devices than these make a world slow and no more cruel.
pub(crate) const MOST_DEVICES: usize = 5;
/// The afternoon of a day in 2026, in milliseconds since 1970.
const NOON_MS: i64 = 1_790_000_000_000;
pub(crate) const YEAR_MS: i64 = 365 * 86_400_000;

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
    pub(crate) network: Network,
    /// Copies of homes, and which device each was taken of.
    pub(crate) copies: Vec<(usize, PathBuf)>,
    /// How bad the network is.
    pub(crate) loss: f64,
    pub(crate) newer: DeviceNumber,
    pub(crate) scratch: TempDir,
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
    /// Changes that were made again after a fork.
    pub forks: usize,
    /// Changes on the server when all was quiet.
    pub changes: usize,
    /// Commands and answers for which a device had no room.
    pub full: usize,
    /// Devices that died while they wrote.
    pub cut: usize,
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
        self.forks += other.forks;
        self.changes += other.changes;
        self.full += other.full;
        self.cut += other.cut;
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

    pub(crate) fn sky(&mut self) -> Arc<Sky> {
        let years = if self.has(Hazard::Clocks) { self.chance.between(-8, 8) } else { 0 };
        Sky::new(NOON_MS + years * YEAR_MS, &mut self.chance)
    }

    pub(crate) fn has(&self, hazard: Hazard) -> bool {
        self.hazards.contains(&hazard)
    }

    pub(crate) fn pair(&mut self, place: usize) {
        self.server.fill_disk(false);
        self.devices[place].make_room();
        let code = self.server.pairing_code();
        let way = self.way(place, 0.2 * self.loss).between(Versions::Same);
        self.devices[place].join(&way, &code);
        let number = self.devices[place].number;
        self.trace.note(|| format!("device {place} is paired as {}", short(&number.0)));
    }

    /// A device's way to a node, on which messages are lost so often.
    pub(crate) fn way(&mut self, place: usize, loss: f64) -> Direct {
        let node = self.server.node(self.chance.below(2));
        let way = Direct::new(node, self.devices[place].token.clone(), loss, self.chance.branch());
        way.between(self.server.versions)
    }

    fn step(&mut self) -> Outcome {
        let place = self.chance.below(self.devices.len());
        self.devices[place].sky.shift(self.chance.between(0, 3_600_000));
        self.server.wait(self.chance.between(0, 20));
        match self.chance.below(100) {
            0..20 if !self.devices[place].waits() || self.chance.happens(0.3) => self.send(place),
            20..28 => self.sync(place),
            28..42 => self.request_arrives(),
            42..64 => self.answer_arrives(),
            64..74 => self.something_happens(place),
            74..100 => self.command(place),
            _ => Ok(()),
        }
    }

    /// A user does something.
    pub(crate) fn command(&mut self, place: usize) -> Outcome {
        if self.chance.happens(0.07) {
            return self.undo(place);
        }
        let (erases, same) = (self.has(Hazard::Erase), self.has(Hazard::Same));
        let command = user::command(&self.devices[place], &mut self.chance, erases, same);
        self.run_command(place, command)
    }

    /// A command is run; once it returns, what it did must never be lost.
    pub(crate) fn run_command(&mut self, place: usize, command: Command) -> Outcome {
        if self.has(Hazard::Cut) && self.chance.happens(0.1) {
            // It never returned, so whether it was done is all the same.
            self.cut_short(place, |device| drop(device.book().run(command)));
            return Ok(());
        }
        let device = &self.devices[place];
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
                if let Some(record) = erased {
                    self.ledger.acknowledge_erasure(record);
                }
                Ok(())
            }
            Err(Error::Invalid(_) | Error::NotFound { .. }) => {
                self.report.refused += 1;
                Ok(())
            }
            Err(Error::StorageFull) => self.excuse(place, Error::StorageFull),
            Err(error) => Err(Broken(format!("{told}: {error} ({error:?})"))),
        }
    }

    /// A user takes back what was done last.
    fn undo(&mut self, place: usize) -> Outcome {
        let device = &self.devices[place];
        let undone = match device.book().undo() {
            Ok(undone) => undone,
            Err(error) => return self.excuse(place, error),
        };
        let told = format!("device {place} undoes {:?}", undone.as_ref().map(|undone| &undone.command));
        self.trace.note(|| told.clone());
        for (record, _) in undone.iter().flat_map(|undone| &undone.put_back) {
            self.ledger.acknowledge(device.look().changes_of(*record), &told);
        }
        Ok(())
    }

    pub(crate) fn is_admitted(&self, place: usize) -> bool {
        self.devices[place].token.as_ref().is_some_and(|token| self.server.admits(token))
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
