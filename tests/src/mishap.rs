//! What goes wrong beside the network: crashes, copies, restores, revocations, forgeries, full disks, wrong clocks.

use rapport_core::Error;
use rapport_sync_server::node::Packed;

use crate::{
    carried::Versions,
    craft,
    device::Device,
    hazard::Hazard,
    homes,
    interrupt::Plan,
    network::{Request, Sender, Sent},
    trace::short,
    traffic::gathered,
    user,
    world::{Broken, MOST_DEVICES, Outcome, World, YEAR_MS},
};

impl World {
    /// One of the hazards of this world strikes, or what every world has: a crash, a backup, a copy, a lost patience.
    pub(crate) fn something_happens(&mut self, place: usize) -> Outcome {
        let which = self.chance.below(self.hazards.len() + 7);
        if let Some(hazard) = self.hazards.get(which) {
            self.strike(*hazard, place)
        } else {
            match which - self.hazards.len() {
                0 | 1 => self.crash(place),
                2 | 3 => self.back_up(),
                4 => self.copy_home(place),
                5 if !self.is_admitted(place) => self.pair(place),
                _ => self.devices[place].give_up_waiting(),
            }
            Ok(())
        }
    }

    fn strike(&mut self, hazard: Hazard, place: usize) -> Outcome {
        match hazard {
            Hazard::Restore => self.restore(false),
            Hazard::Rollback => self.restore(true),
            Hazard::OldHome => self.old_home(),
            Hazard::Copy => self.use_copy(),
            Hazard::Wipe if self.chance.happens(0.3) => self.wipe(place),
            Hazard::Revoke => self.revoke(place),
            Hazard::Newer => {
                let crafted = craft::newer(self.newer, &self.devices[place], &mut self.chance);
                self.send_crafted(place, crafted);
            }
            // Few of them meet a turn that their victim takes as well.
            Hazard::Forgery => {
                for _ in 0..self.chance.between(2, 6) {
                    self.forge(place)?;
                }
            }
            Hazard::Quota => {
                self.server.is_full = !self.server.is_full;
                let full = self.server.is_full;
                self.trace.note(|| format!("the book is full: {full}"));
            }
            Hazard::Packing => return self.pack(),
            Hazard::Clocks => self.devices[place].sky.shift(self.chance.between(-2, 2) * YEAR_MS),
            Hazard::Full => self.fill_a_disk(place),
            Hazard::Versions => {
                self.server.versions = self.chance.one_of([Versions::Same, Versions::Later, Versions::Apart]);
                let versions = self.server.versions;
                self.trace.note(|| format!("the server's version and the devices': {versions:?}"));
            }
            // These strike at every step.
            Hazard::Wipe
            | Hazard::Erase
            | Hazard::Late
            | Hazard::Crowd
            | Hazard::Same
            | Hazard::Short
            | Hazard::Cut => {}
        }
        Ok(())
    }

    /// A disk is full after a few more rows, or there is room again.
    fn fill_a_disk(&mut self, place: usize) {
        let (rows, device) = (self.chance.between(0, 5), &self.devices[place]);
        match self.chance.below(4) {
            0 => self.server.fill_disk(true),
            1 => self.server.fill_disk(false),
            _ if device.disk_is_full() => device.make_room(),
            _ => device.fill_disk(rows),
        }
        self.trace.note(|| format!("a disk is full, or is not any more: device {place}'s, or the server's"));
    }

    /// A device dies while it writes, and is started on what the disk has of it.
    pub(crate) fn cut_short(&mut self, place: usize, write: impl FnOnce(&mut Device)) {
        let before = self.scratch.path().join("before");
        self.devices[place].copy_to(&before);
        write(&mut self.devices[place]);
        self.devices[place].crash_since(&before, &mut self.chance);
        self.report.cut += 1;
        self.trace.note(|| format!("device {place} died in the middle of that"));
    }

    /// What a device could not keep for want of room is no fault of its; all else is.
    pub(crate) fn excuse(&mut self, place: usize, error: Error) -> Outcome {
        if !matches!(error, Error::StorageFull) || !self.devices[place].disk_is_full() {
            return Err(error.into());
        }
        self.report.full += 1;
        self.trace.note(|| format!("device {place} has no room"));
        Ok(())
    }

    fn crash(&mut self, place: usize) {
        self.trace.note(|| format!("device {place} crashes"));
        self.devices[place].crash();
    }

    fn back_up(&mut self) {
        self.server.back_up();
        self.trace.note(|| "the server is backed up".to_owned());
    }

    fn wipe(&mut self, place: usize) {
        self.trace.note(|| format!("device {place} loses everything"));
        self.devices[place].wipe();
        self.pair(place);
        self.copies.retain(|(of, _)| *of != place);
        self.forgive();
    }

    fn revoke(&mut self, place: usize) {
        if self.devices.len() > 2 {
            self.trace.note(|| format!("device {place} is revoked"));
            self.server.revoke(self.devices[place].number);
        }
    }

    /// Somebody takes another device's next turn, mostly before its user does.
    fn forge(&mut self, place: usize) -> Outcome {
        let forged = craft::forgery(&self.devices[place], &mut self.chance);
        let Some((number, record, request)) = forged else { return Ok(()) };
        self.send_crafted(place, Some(request));
        if self.chance.happens(0.6) {
            let sent = self.network.requests.pop().expect("it was just sent");
            self.server.answer(&self.server.node(0), &sent, Plan::new(), None);
        }
        let Some(victim) = self.devices.iter().position(|device| device.number == number) else { return Ok(()) };
        match user::edit(&self.devices[victim], &mut self.chance, record) {
            Some(edit) if self.chance.happens(0.8) => self.run_command(victim, edit),
            _ => Ok(()),
        }
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
            self.server.roll_back(&mut self.chance);
        } else {
            self.server.restore(&mut self.chance);
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

    /// The server packs a record, while others are answered.
    pub(crate) fn pack(&mut self) -> Outcome {
        let (plan, meanwhile) = self.plan(1);
        let packed = self.server.pack(&self.server.node(0), plan);
        self.trace.note(|| format!("the server packs: {packed:?}"));
        self.network.answers.extend(gathered(&meanwhile));
        match packed {
            Some(Packed::Record(_)) => self.report.packed += 1,
            Some(Packed::Quarantined(record, failure)) => {
                return Err(Broken(format!("record {record} can't be merged: {failure:?}")));
            }
            _ => {}
        }
        Ok(())
    }

    /// Lets go of what nobody holds any more, after somebody was destroyed.
    fn forgive(&mut self) {
        let mut held = self.server_holds();
        for device in &self.devices {
            held.take(device.look().changes(), device.look().erasures());
        }
        self.ledger.forgive(&held);
    }
}
