//! Who can help with what: the outbound directory, and the needs that sources told of.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use super::{Companion, gives, practice};
use crate::{
    error::Result,
    model::{
        Contact, Direction, Instant, NoteKind, PromiseKind, PromiseState, RecordId,
        view::{Directory, DirectoryEntry, HandOff, LibraryItem, MatchedBy, Named, NeedMatch, OpenNeed},
    },
    practice::needs,
    store::Session,
};

impl Companion {
    /// Who can help with a need, by what they help with and their field: those who answer most of it, then those who were vetted,
    /// then those to whom most were sent. Competitors are counted and left out unless asked for.
    pub fn directory(&self, need: &str, competitors: bool) -> Result<Directory> {
        self.store.read(|session| {
            let mut left_out = 0;
            let mut entries = Vec::new();
            let exchanged = exchanged(session)?;
            let vetted = vetted(session)?;
            for (id, contact) in session.contacts()? {
                let helps = helping(&contact, need);
                let (answered, of) = needs::answered(need, &helps.join(" "));
                if helps.is_empty() || (answered == 0 && of > 0) {
                    continue;
                }
                if contact.competitor && !competitors {
                    left_out += 1;
                    continue;
                }
                let (sent, received) = exchanged.get(&id).copied().unwrap_or_default();
                entries.push(DirectoryEntry {
                    who: Named { id, name: contact.name },
                    sector: contact.sector,
                    helps,
                    answered: answered as u64,
                    competitor: contact.competitor,
                    vetting: vetted.get(&id).cloned().unwrap_or_default(),
                    sent,
                    received,
                });
            }
            entries.sort_by_key(|one| (one.competitor, Reverse((one.answered, !one.vetting.is_empty(), one.sent))));
            let hand_offs = hand_offs(session)?;
            Ok(Directory { need: need.to_owned(), entries, competitors: left_out, hand_offs })
        })
    }

    /// The needs that are open, the newest first, each with what may meet it: the practice's own niche, something to give,
    /// somebody who can help.
    pub fn needs(&self) -> Result<Vec<OpenNeed>> {
        self.store.read(|session| {
            let niche = practice(session)?.niche;
            let items = gives::items(session)?;
            let contacts = session.contacts()?;
            let mut open = Vec::new();
            for (id, note) in session.notes_of_kind(&NoteKind::Need)? {
                if note.resolved.is_some() {
                    continue;
                }
                let said = format!("{} {}", note.topic, note.text.0);
                let mut of = Vec::new();
                for about in &note.about {
                    of.extend(session.named(*about)?.filter(|named| !of.contains(named)));
                }
                let mut matches = Vec::new();
                let mut may_meet = |by, id, name: &str, text: &str| {
                    let shared: Vec<String> = needs::shared(&said, text).into_iter().collect();
                    if !shared.is_empty() {
                        matches.push(NeedMatch { by, id, name: name.to_owned(), shared });
                    }
                };
                may_meet(MatchedBy::Practice, None, &niche, &niche);
                for LibraryItem { id, item, .. } in &items {
                    may_meet(MatchedBy::Give, Some(*id), &item.name, &format!("{} {}", item.name, item.topic));
                }
                for (id, contact) in
                    contacts.iter().filter(|(id, contact)| !contact.competitor && !note.about.contains(id))
                {
                    let helps = contact.helps.iter().cloned().collect::<Vec<_>>().join(" ");
                    may_meet(MatchedBy::Contact, Some(*id), &contact.name, &helps);
                }
                matches.sort_by_key(|one| (Reverse(one.shared.len()), one.by));
                open.push(OpenNeed { id, text: note.text.0, topic: note.topic, of, at: note.at, matches });
            }
            Ok(open)
        })
    }
}

/// What a contact helps with of a need: all that they help with for no need at all; their field counts where it has words.
fn helping(contact: &Contact, need: &str) -> Vec<String> {
    let field = contact.sector.as_ref().map(|sector| sector.as_str().replace('_', " "));
    let all: BTreeSet<&str> = contact.helps.iter().map(String::as_str).collect();
    if need.trim().is_empty() {
        return all.into_iter().map(str::to_owned).collect();
    }
    let field = field.iter().map(String::as_str);
    let answers = all.into_iter().chain(field).filter(|topic| needs::answered(need, topic).0 > 0);
    answers.map(str::to_owned).collect()
}

/// How many were sent to each contact, and by each.
fn exchanged(session: &Session<'_>) -> Result<HashMap<RecordId, (u64, u64)>> {
    let mut exchanged: HashMap<RecordId, (u64, u64)> = HashMap::new();
    for referral in session.referral_facts(Instant(i64::MIN))? {
        let Some(with) = referral.with() else { continue };
        let (sent, received) = exchanged.entry(with).or_default();
        if referral.direction == Direction::Out { *sent += 1 } else { *received += 1 }
    }
    Ok(exchanged)
}

fn vetted(session: &Session<'_>) -> Result<HashMap<RecordId, Vec<String>>> {
    let mut vetted: HashMap<RecordId, Vec<String>> = HashMap::new();
    for (_, note) in session.notes_of_kind(&NoteKind::Vetting)? {
        for about in &note.about {
            vetted.entry(session.canonical(*about)?).or_default().push(note.text.0.clone());
        }
    }
    Ok(vetted)
}

/// Hand-offs that are open, the soonest first.
fn hand_offs(session: &Session<'_>) -> Result<Vec<HandOff>> {
    let mut open = Vec::new();
    for (id, promise) in session.promises_of_kind(&PromiseKind::HandOff)? {
        if promise.state == PromiseState::Open {
            let to = promise.to.map(|to| session.named(to)).transpose()?.flatten();
            open.push(HandOff { id, to, need: promise.seeks_need, due: promise.due });
        }
    }
    open.sort_by_key(|one| (one.due.is_none(), one.due));
    Ok(open)
}
