//! The end of a world: a good network until nobody has anything to say, and what must hold then.

use rapport_core::{
    companion::Received,
    sync::{SyncOutcome, engine::Digests},
};
use rapport_protocol::{Answer, Digest, Exchange, Page};

use crate::{
    carried::{Versions, body_bytes},
    device::{Device, Taken},
    hazard::Hazard,
    interrupt::Plan,
    ledger::Holdings,
    network::{Reply, Request},
    server::shorten_page,
    trace::short,
    world::{Broken, Outcome, World},
};

/// After so many rounds of everybody exchanging with the server, all must be quiet.
const MOST_ROUNDS: usize = 40;
/// What an idle exchange may cost, in bytes of body each way.
const IDLE_BYTES: usize = 200;

impl World {
    /// Lets everybody exchange until all is quiet; restores the server once more at times; then checks.
    pub(crate) fn settle(&mut self) -> Outcome {
        self.trace.note(|| "all settles".to_owned());
        self.hang_up();
        self.server.is_full = false;
        self.server.fill_disk(false);
        self.devices.iter().for_each(Device::make_room);
        if self.server.versions == Versions::Apart {
            self.server.versions = Versions::Later;
        }
        self.let_in();
        self.quiet()?;
        for (hazard, silently) in [(Hazard::Restore, false), (Hazard::Restore, false), (Hazard::Rollback, true)] {
            if self.has(hazard) && self.chance.happens(0.3) {
                self.restore(silently);
                self.let_in();
                if self.chance.happens(0.5) {
                    self.quiet()?;
                }
            }
        }
        self.quiet()?;
        self.check()?;
        self.idle()?;
        self.deliver_again()?;
        self.newcomer()?;
        self.rebuild()
    }

    /// Pairs anew whoever the server does not know, and some of those whom it revoked.
    fn let_in(&mut self) {
        for place in 0..self.devices.len() {
            self.devices[place].give_up_waiting();
            if !self.is_admitted(place) && (place == 0 || self.chance.happens(0.7)) {
                self.pair(place);
            }
        }
    }

    fn live_devices(&self) -> Vec<usize> {
        (0..self.devices.len()).filter(|place| self.is_admitted(*place)).collect()
    }

    fn quiet(&mut self) -> Outcome {
        for _ in 0..MOST_ROUNDS {
            let before = self.server.standing();
            let mut synced = true;
            for place in self.live_devices() {
                synced &= self.sync_well(place)?;
            }
            if synced && self.server.standing() == before {
                return Ok(());
            }
        }
        let unsent: Vec<_> = self.devices.iter().map(|device| (device.place, device.look().unsent())).collect();
        Err(Broken(format!("they never come to rest; each device's unsent changes: {unsent:?}")))
    }

    /// One device syncs on a good network. Tells whether it is synced.
    fn sync_well(&mut self, place: usize) -> Outcome<bool> {
        self.report.steps += 1;
        self.trace.step += 1;
        // The same difference is not repaired again before a pause.
        self.devices[place].sky.shift(86_400_000);
        let way = self.way(place, 0.0);
        let ended = self.devices[place].sync(&way)?;
        self.report.forks += way.forks() as usize;
        self.trace.note(|| format!("device {place} syncs: {ended:?}"));
        Ok(ended == SyncOutcome::Synced)
    }

    /// Everybody agrees, and nothing that was acknowledged is missing.
    fn check(&mut self) -> Outcome {
        let live = self.live_devices();
        let standing = self.server.standing();
        let mut server = self.server_holds();
        self.report.changes = server.items.len();
        let counted: Digest = server.items.iter().copied().collect();
        ensure(counted == standing.digest, || "the server's digest is not that of what it holds".into())?;
        let mut shut_out = Holdings::default();
        let mut rows: Option<(usize, Vec<String>)> = None;
        for place in 0..self.devices.len() {
            let device = &self.devices[place];
            if !live.contains(&place) {
                shut_out.take(device.look().changes(), device.look().erasures());
                continue;
            }
            let held = device.look().items();
            ensure(held == server.items, || {
                let only: Vec<_> = held.symmetric_difference(&server.items).map(|item| short(&item.0)).collect();
                format!("device {place} and the server hold different changes: {only:?}")
            })?;
            let stands = device.look().standing();
            ensure(stands.digest == counted, || format!("device {place}'s digest is not that of what it holds"))?;
            ensure(device.look().unsent() == 0, || format!("device {place}'s outbox is not empty"))?;
            ensure((stands.epoch, stands.cursor) == (Some(standing.epoch), standing.head), || {
                format!("device {place} does not stand at the head")
            })?;
            let shown = device.look().rows();
            match &rows {
                None => rows = Some((place, shown)),
                Some((other, theirs)) => same_rows(theirs, &shown, &format!("devices {other} and {place}"))?,
            }
        }
        self.report.repairs = self.devices.iter().map(|device| device.repairs as usize).sum();
        ensure(self.broke || self.report.repairs == 0, || "a repair, although nothing ever went back in time".into())?;
        let touched: std::collections::BTreeSet<_> = self.ledger.missing(&server).map(|lost| lost.record).collect();
        for record in touched {
            server.take_chunks(record, &self.server.chunks(record));
        }
        let lost: Vec<_> = self.ledger.missing(&server).collect();
        for lost in &lost {
            // What is kept by a device that was shut out is safe, and waits there.
            let waits =
                !self.ledger.missing(&shut_out).any(|missing| missing.id == lost.id && missing.record == lost.record);
            ensure(waits, || {
                format!("LOST: change {} of {}, when {}", short(&lost.id.0), short(&lost.record.0), lost.by)
            })?;
        }
        let unerased = self.ledger.missing_erasures(&server).find(|record| !shut_out.erased.contains(record));
        ensure(unerased.is_none(), || format!("an erasure was lost: {unerased:?}"))
    }

    /// An exchange when nothing changed is one small trip.
    fn idle(&mut self) -> Outcome {
        for place in self.live_devices() {
            let sent = self.devices[place].ask(None, &mut self.trace)?.ok_or_else(|| Broken("not paired".into()))?;
            let Request::Exchange(asked) = &sent.request else {
                return Err(Broken(format!("device {place} is not idle: it asks for {}", sent.request.name())));
            };
            let there = body_bytes(&asked.exchange);
            let answered = self.server.answer(&self.server.node(1), &sent, Plan::new(), None);
            let answered = answered.ok_or_else(|| Broken("a node died by itself".into()))?;
            let Reply::Exchange(_, answer) = &answered.reply else { return Err(Broken(answered.reply.told())) };
            let back = body_bytes(answer);
            let empty = matches!(answer, Answer::Page(page) if page.entries.is_empty() && page.changes.is_empty());
            ensure(empty && there.max(back) <= IDLE_BYTES, || {
                format!("an idle exchange costs {there} B and {back} B")
            })?;
            let taken = self.devices[place].take(answered)?;
            let synced = matches!(taken, Taken::Exchange(Received::Page(page)) if page.digests == Digests::Agree);
            ensure(synced, || format!("an idle exchange ends as {taken:?}"))?;
        }
        Ok(())
    }

    /// The whole feed delivered once more, in pages of any length and in any order, changes nothing.
    fn deliver_again(&mut self) -> Outcome {
        let Some(place) = self.live_devices().last().copied() else { return Ok(()) };
        let device = &self.devices[place];
        let token = device.token.clone().expect("a live device is paired");
        let stands = device.look().standing();
        let epoch = stands.epoch.expect("a live device stands somewhere");
        let (most, mut pages) = (self.chance.between(1, 60), Vec::new());
        let mut read_on = Some(0);
        while let Some(cursor) = read_on {
            let next = Exchange { epoch, cursor, erasures: vec![], changes: vec![] };
            let Ok(Answer::Page(mut page)) = self.server.node(0).exchange(&token, next) else {
                return Err(Broken("the feed can't be read from its start".into()));
            };
            shorten_page(&mut page, usize::try_from(most).expect("it is small"));
            read_on = page.more.then_some(page.upto);
            pages.push(page);
        }
        let (items, rows) = (device.look().items(), device.look().rows());
        while !pages.is_empty() {
            let page = pages.swap_remove(self.chance.below(pages.len()));
            let (after, upto, more, digest) = (stands.cursor, stands.cursor, false, Some(stands.digest));
            let page = Answer::Page(Page { after, upto, more, digest, ..page });
            let asked = device.book().ask()?;
            let received = device.book().receive(&asked, self.server.versions.carried(&page))?;
            let synced = matches!(received, Received::Page(page) if page.digests == Digests::Agree);
            ensure(synced, || format!("a page delivered again ends as {received:?}"))?;
        }
        ensure(items == device.look().items(), || "the feed delivered again changed what is held".into())?;
        ensure(stands == device.look().standing(), || "the feed delivered again moved the device".into())?;
        same_rows(&rows, &device.look().rows(), "before and after the feed was delivered again")
    }

    /// At times, everything is packed and one more device comes: it gets the same book.
    fn newcomer(&mut self) -> Outcome {
        if !self.chance.happens(0.15) {
            return Ok(());
        }
        while let Some(rapport_sync_server::node::Packed::Record(_)) =
            self.server.pack(&self.server.node(0), Plan::new())
        {
            self.report.packed += 1;
        }
        self.add_device();
        let place = self.devices.len() - 1;
        self.quiet()?;
        ensure(self.devices[place].look().unsent() == 0, || "a newcomer has something to send".into())?;
        let first = self.devices[0].look().rows();
        same_rows(&first, &self.devices[place].look().rows(), "the first device and a newcomer")
    }

    /// Rows made anew from the changes are the rows that were kept.
    fn rebuild(&mut self) -> Outcome {
        let live = self.live_devices();
        let Some(place) = self.chance.pick(&live).copied() else { return Ok(()) };
        let device = &self.devices[place];
        let kept = device.look().rows();
        let checked = device.book().check()?;
        ensure(checked.is_sound(), || format!("device {place} is not sound: {checked:?}"))?;
        device.book().rebuild()?;
        same_rows(&kept, &device.look().rows(), &format!("device {place}'s rows as kept and as made anew"))
    }
}

fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(Broken(otherwise())) }
}

fn same_rows(one: &[String], other: &[String], whose: &str) -> Outcome {
    if one == other {
        return Ok(());
    }
    let only = |these: &[String], those: &[String]| {
        let lines: Vec<&String> = these.iter().filter(|line| !those.contains(line)).take(4).collect();
        format!("{lines:#?}")
    };
    Err(Broken(format!("rows differ: {whose}; only there: {}; only here: {}", only(one, other), only(other, one))))
}
