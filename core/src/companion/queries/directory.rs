//! Who can help with what: the outbound directory, and the needs that sources told of.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use super::{Companion, gives, practice};
use crate::{
    error::Result,
    model::{
        Contact, Direction, Instant, NoteKind, PromiseKind, PromiseState, RecordId,
        view::{Directory, DirectoryEntry, HandOff, LibraryItem, MatchedBy, Named, NeedMatch, OpenNeed},
    },
    practice::needs::Words,
    store::Session,
};

/// How many are told who, and which gives, may meet one need: the best of them.
const MATCHES: usize = 40;

impl Companion {
    /// Who can help with a need, by what they help with and their field: those who answer most of it, then those who were vetted,
    /// then those to whom most were sent. Competitors are counted and left out unless asked for.
    pub fn directory(&self, need: &str, competitors: bool) -> Result<Directory> {
        self.store.read(|session| {
            let mut left_out = 0;
            let mut entries = Vec::new();
            let exchanged = exchanged(session)?;
            let vetted = vetted(session)?;
            let words = Words::of(need);
            let mut answers = Answers::to(&words);
            for (id, contact) in session.contacts()? {
                let helps = answers.helping(&contact);
                let answered = answers.count(&helps.join(" "));
                if helps.is_empty() || (answered == 0 && words.count() > 0) {
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
            let niche_words = Words::of(&niche);
            let items = gives::items(session)?.into_iter().map(|LibraryItem { id, item, .. }| {
                let words = Words::of(&format!("{} {}", item.name, item.topic));
                (id, item.name, words)
            });
            let items: Vec<(RecordId, String, Words)> = items.collect();
            let helping = helping(session.contacts()?);
            let mut open = Vec::new();
            for (id, note) in session.notes_of_kind(&NoteKind::Need)? {
                if note.resolved.is_some() {
                    continue;
                }
                let said = Words::of(&format!("{} {}", note.topic, note.text.0));
                let mut of = Vec::new();
                for about in &note.about {
                    of.extend(session.named(*about)?.filter(|named| !of.contains(named)));
                }
                let mut matches = Vec::new();
                let mut meets = |by, id, name: &str, shared: &[String]| {
                    if !shared.is_empty() {
                        matches.push(NeedMatch { by, id, name: name.to_owned(), shared: shared.to_vec() });
                    }
                };
                meets(MatchedBy::Practice, None, &niche, &said.shared(&niche_words));
                for (id, name, words) in &items {
                    meets(MatchedBy::Give, Some(*id), name, &said.shared(words));
                }
                for (words, people) in &helping {
                    let shared = said.shared(words);
                    for who in people.iter().filter(|who| !note.about.contains(&who.id)) {
                        meets(MatchedBy::Contact, Some(who.id), &who.name, &shared);
                    }
                }
                matches.sort_by_key(|one| (Reverse(one.shared.len()), one.by));
                matches.truncate(MATCHES);
                open.push(OpenNeed { id, text: note.text.0, topic: note.topic, of, at: note.at, matches });
            }
            Ok(open)
        })
    }
}

/// How much of a need each text answers: many contacts help with the same.
struct Answers<'a> {
    need: &'a Words,
    known: HashMap<String, usize>,
}

impl<'a> Answers<'a> {
    fn to(need: &'a Words) -> Self {
        Self { need, known: HashMap::new() }
    }

    fn count(&mut self, text: &str) -> usize {
        if let Some(count) = self.known.get(text) {
            return *count;
        }
        let count = self.need.answered_by(text);
        self.known.insert(text.to_owned(), count);
        count
    }

    /// What a contact helps with of the need: all that they help with for no need at all; their field counts where it has words.
    fn helping(&mut self, contact: &Contact) -> Vec<String> {
        if self.need.count() == 0 {
            return contact.helps.iter().cloned().collect();
        }
        let field = contact.sector.as_ref().map(|sector| sector.as_str().replace('_', " "));
        contact.helps.iter().cloned().chain(field).filter(|topic| self.count(topic) > 0).collect()
    }
}

/// Who helps with what: those who help with the same stand together. Competitors are not there.
fn helping(contacts: Vec<(RecordId, Contact)>) -> Vec<(Words, Vec<Named>)> {
    let mut by_text: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for (id, contact) in contacts.into_iter().filter(|(_, one)| !one.competitor && !one.helps.is_empty()) {
        let helps = contact.helps.into_iter().collect::<Vec<_>>().join(" ");
        by_text.entry(helps).or_default().push(Named { id, name: contact.name });
    }
    by_text.into_iter().map(|(text, people)| (Words::of(&text), people)).collect()
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
