//! Asks: how exact, where they stand, and who is left alone for a while.

use super::{Companion, gives::Circle, practice, wordings::Merge, zone_of};
use crate::{
    error::{Error, Result},
    model::{
        Promise, PromiseKind, Record, RecordId,
        view::{AskLine, AskState, ComposedAsk, Cue, RehearsalCard, SaidNo, Seeks},
    },
    practice::{asks, serving::INTRODUCTION_TO},
    store::Session,
};

impl Companion {
    /// An ask in words, what is not exact about it, and whether whoever would be asked wants to be left alone. `other` names whom
    /// it is about, if that is known already.
    ///
    /// # Errors
    /// [`Error::NotFound`] if `to` is no contact of this book.
    pub fn composed_ask(&self, to: Option<RecordId>, seeks: &Seeks, other: &str) -> Result<ComposedAsk> {
        self.store.read(|session| {
            let circle = to.map(|who| Circle::of(session, who)).transpose()?;
            let today = self.environment.now().day_in(zone_of(&practice(session)?, &self.environment));
            let mut resting_until = None;
            if let Some(circle) = &circle {
                let theirs = session.asks()?.into_iter().filter(|(_, ask)| {
                    ask.to.is_some_and(|to| circle.ids.contains(&to)) && asks::is_resting(ask, today)
                });
                resting_until = theirs.filter_map(|(_, ask)| ask.quiet_until).max();
            }
            let item = if other.trim().is_empty() { "ask_introduction" } else { "ask_named_introduction" };
            let wording = Merge::new(self, session, circle, seeks, other)?.wording(session, item)?;
            // Somebody who is named is as exact as can be.
            let vague = if other.trim().is_empty() { asks::vague(seeks) } else { Vec::new() };
            Ok(ComposedAsk { seeks: seeks.clone(), vague, resting_until, wording })
        })
    }

    /// All asks and what became of them, the newest first.
    pub fn asks(&self) -> Result<Vec<AskLine>> {
        self.store.read(|session| session.asks()?.into_iter().map(|(id, ask)| line(session, id, ask)).collect())
    }

    /// Who is left alone: those who said no or later and whose time has not come, and those who said that they don't refer. Kindly:
    /// nothing but asking rests.
    pub fn no_list(&self) -> Result<Vec<SaidNo>> {
        self.store.read(|session| {
            let today = self.environment.now().day_in(zone_of(&practice(session)?, &self.environment));
            let mut found = Vec::new();
            for (id, ask) in session.asks()?.into_iter().filter(|(_, ask)| asks::is_resting(ask, today)) {
                let AskLine { to, text, answered, answer, quiet_until, .. } = line(session, id, ask)?;
                found.extend(to.map(|who| SaidNo {
                    who,
                    ask: Some(id),
                    text,
                    answer,
                    since: answered,
                    until: quiet_until,
                }));
            }
            for (id, _) in session.declined_contacts()? {
                if let Some(who) = session.named(id)?.filter(|who| !found.iter().any(|one| one.who.id == who.id)) {
                    let (text, answer) = (String::new(), String::new());
                    found.push(SaidNo { who, ask: None, text, answer, since: None, until: None });
                }
            }
            found.sort_by(|one, other| (&one.who.name, one.ask).cmp(&(&other.who.name, other.ask)));
            Ok(found)
        })
    }

    /// Cards to rehearse an ask with: how to open, how to ask, and what to say to a yes, a later and a no.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no ask.
    pub fn rehearsal(&self, ask: RecordId) -> Result<Vec<RehearsalCard>> {
        self.store.read(|session| {
            let ask = match session.read_record(ask)?.map(|entry| entry.record) {
                Some(Record::Promise(promise)) if promise.kind == PromiseKind::Ask => promise,
                _ => return Err(Error::NotFound { what: "ask", id: ask.to_string() }),
            };
            let circle = ask.to.map(|who| Circle::of(session, who)).transpose()?;
            let mut seeks = seeks_of(&ask);
            // Who is asked to introduce one to somebody is not asked for a profession.
            let other = seeks.need.strip_prefix(INTRODUCTION_TO).map(str::to_owned);
            if other.is_some() {
                seeks.need.clear();
            }
            let merge = Merge::new(self, session, circle, &seeks, other.as_deref().unwrap_or_default())?;
            let cards = [
                (Cue::Opening, "visit_opening"),
                (Cue::Asking, if other.is_some() { "ask_named_introduction" } else { "ask_introduction" }),
                (Cue::Yes, "answer_yes"),
                (Cue::Later, "answer_later"),
                (Cue::No, "answer_no"),
            ];
            cards.into_iter().map(|(cue, item)| Ok(RehearsalCard { cue, say: merge.wording(session, item)? })).collect()
        })
    }
}

fn line(session: &Session<'_>, id: RecordId, ask: Promise) -> Result<AskLine> {
    let state = asks::state(&ask);
    let to = ask.to.map(|to| session.named(to)).transpose()?.flatten();
    let is_answered = matches!(state, AskState::Yes | AskState::Later | AskState::No);
    let by = ask.done_by.filter(|_| is_answered).map(|by| session.read_record(by)).transpose()?.flatten();
    let answered = by.and_then(|entry| match entry.record {
        Record::Touchpoint(touchpoint) => Some(touchpoint.at),
        _ => None,
    });
    let seeks = seeks_of(&ask);
    let Promise { text, due, answer, quiet_until, .. } = ask;
    Ok(AskLine { id, to, text, seeks, state, due, answered, answer, quiet_until })
}

fn seeks_of(ask: &Promise) -> Seeks {
    Seeks { profession: ask.seeks_profession.clone(), area: ask.seeks_area.clone(), need: ask.seeks_need.clone() }
}
