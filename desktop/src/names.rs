//! Who and what is meant: names forgivingly, referral codes, and ids by their last few digits.

use rapport_core::{
    model::{Contact, Form, Kind, Met, Record, RecordId, Referral, Role, view::Named},
    practice::fold::fold,
};

use crate::{
    desk::Desk,
    failure::{Candidate, Failure},
    sheet::DOT,
    words::{self, InWords as _},
};

/// How many candidates are listed.
const SHOWN: u32 = 9;

/// Which contacts a name is looked for among, where more than one would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prefer {
    /// Anybody.
    #[default]
    Either,
    /// People, those who work at a place before others.
    People {
        /// At which.
        at: Option<RecordId>,
    },
    /// Places.
    Places,
}

/// The end of an id, as it is shown and typed: enough to tell a record from a hundred thousand others.
pub fn short(id: RecordId) -> String {
    let text = id.to_string();
    text[text.len() - 6..].to_owned()
}

impl Desk {
    /// The contact that a name or an id means.
    ///
    /// # Errors
    /// [`Failure::NotFound`] or [`Failure::Ambiguous`], unless somebody is there to choose.
    pub fn contact(&self, typed: &str, prefer: Prefer) -> Result<RecordId, Failure> {
        self.find_contact(typed, prefer)?.ok_or_else(|| {
            let add = match prefer {
                Prefer::Places => format!("or add it:  rapport add place \"{typed}\""),
                Prefer::People { .. } => format!("or add them:  rapport add person \"{typed}\""),
                Prefer::Either => {
                    format!("or add them:  rapport add person \"{typed}\"  or  rapport add place \"{typed}\"")
                }
            };
            Failure::NotFound(format!(
                "nobody and no place in this book is called “{typed}”. Look with:  rapport find {}\n{add}",
                first_letters(typed)
            ))
        })
    }

    /// The contact that a name or an id means, if there is one.
    pub fn find_contact(&self, typed: &str, prefer: Prefer) -> Result<Option<RecordId>, Failure> {
        said_something(typed)?;
        if let Ok(id) = typed.parse() {
            return Ok(Some(id));
        }
        let mut named = self.book.who(typed, SHOWN)?;
        let wanted = fold(typed);
        if named.iter().any(|one| fold(&one.name) == wanted) {
            named.retain(|one| fold(&one.name) == wanted);
        }
        if named.len() > 1 {
            self.keep_preferred(&mut named, prefer);
        }
        if named.is_empty() {
            let by_id = self.book.ids_like(typed, SHOWN)?.into_iter().filter(|touched| touched.kind == Kind::Contact);
            named = by_id.map(|touched| Named { id: touched.id, name: self.name(touched.id) }).collect();
        }
        if named.is_empty() { Ok(None) } else { self.choose(typed, named).map(Some) }
    }

    /// The record of any kind that is meant: a contact's name, a referral's code, an id or its end, "practice".
    pub fn record(&self, typed: &str) -> Result<(RecordId, Kind), Failure> {
        said_something(typed)?;
        if let Ok(id) = typed.parse() {
            return Ok((id, self.book.get(id)?.record.kind()));
        }
        if fold(typed) == "practice" {
            return Ok((self.book.practice()?.id, Kind::Practice));
        }
        if let Some(id) = self.book.referral_by_code(&typed.trim().to_uppercase())? {
            return Ok((id, Kind::Referral));
        }
        if let Some(id) = self.find_contact_by_name(typed)? {
            return Ok((id, Kind::Contact));
        }
        let found = self.book.ids_like(typed, SHOWN)?;
        let named: Vec<Named> =
            found.iter().map(|touched| Named { id: touched.id, name: self.name(touched.id) }).collect();
        if named.is_empty() {
            return Err(Failure::NotFound(format!(
                "there is nothing called “{typed}” in this book, and no code or id that begins or ends so. Look with:  rapport find {}",
                first_letters(typed)
            )));
        }
        let id = self.choose(typed, named)?;
        let kind = found.into_iter().find(|touched| touched.id == id).map(|touched| touched.kind);
        Ok((id, kind.expect("what was chosen is one of those found")))
    }

    /// The referral that a code or an id means; of a name, theirs that `waits` for what is to be kept of it.
    pub fn referral(&self, typed: &str, waits: impl Fn(&Referral) -> bool) -> Result<RecordId, Failure> {
        let (id, kind) = self.record(typed)?;
        match kind {
            Kind::Referral => Ok(id),
            Kind::Contact => self.referral_with(typed, id, waits),
            other => Err(Failure::usage(format!(
                "“{typed}” is a {}, and a referral is wanted here. Look with:  rapport list referrals",
                other.words()
            ))),
        }
    }

    fn referral_with(
        &self,
        typed: &str,
        who: RecordId,
        waits: impl Fn(&Referral) -> bool,
    ) -> Result<RecordId, Failure> {
        let recent = self.book.list(&Kind::Referral, None, 500)?.items;
        let open = recent.into_iter().filter_map(|entry| match entry.record {
            Record::Referral(one) if one.from.or(one.to) == Some(who) && waits(&one) => {
                Some(Named { id: entry.id, name: one.code })
            }
            _ => None,
        });
        let open: Vec<Named> = open.collect();
        if open.is_empty() {
            return Err(Failure::NotFound(format!(
                "no referral of {} waits for that. Look with:  rapport list referrals",
                self.name(who)
            )));
        }
        self.choose(typed, open)
    }

    /// The record of one kind that an id means.
    pub fn of_kind(&self, typed: &str, wanted: &Kind, what: &str, look: &str) -> Result<RecordId, Failure> {
        let (id, kind) = self.record(typed)?;
        if kind == *wanted {
            return Ok(id);
        }
        Err(Failure::usage(format!("“{typed}” is a {}, and a {what} is wanted here. Look with:  {look}", kind.words())))
    }

    /// Whom one met: somebody in the book, or "front desk", whose name comes later.
    pub fn met(&self, typed: &str, at: Option<RecordId>) -> Result<Option<Met>, Failure> {
        let role = words::typed::<Role>(typed).filter(|role| *role != Role::RoutesReferrals);
        match (self.find_contact(typed, Prefer::People { at }), role) {
            (Ok(None) | Err(_), Some(role)) => Ok(Some(Met::Role(role))),
            (found, None) => Ok(found?.map(Met::Contact)),
            // A role and the beginning of somebody's name: the role, unless the name is the whole of it.
            (Ok(Some(id)), Some(role)) => {
                Ok(Some(if fold(&self.name(id)) == fold(typed) { Met::Contact(id) } else { Met::Role(role) }))
            }
        }
    }

    /// What a record is called, or the beginning of what it says; its id if it can't be shown.
    pub fn name(&self, id: RecordId) -> String {
        if let Some(name) = self.names.borrow().get(&id) {
            return name.clone();
        }
        let name = self.book.get(id).map_or_else(|_| format!("…{}", short(id)), |entry| self.title(&entry.record));
        self.names.borrow_mut().insert(id, name.clone());
        name
    }

    /// Remembers names that a query brought along, so that they need not be looked up.
    pub fn know(&self, named: &[Named]) {
        self.names.borrow_mut().extend(named.iter().map(|named| (named.id, named.name.clone())));
    }

    fn find_contact_by_name(&self, typed: &str) -> Result<Option<RecordId>, Failure> {
        if self.book.who(typed, 1)?.is_empty() { Ok(None) } else { self.find_contact(typed, Prefer::Either) }
    }

    fn keep_preferred(&self, named: &mut Vec<Named>, prefer: Prefer) {
        let (form, at) = match prefer {
            Prefer::Either => return,
            Prefer::People { at } => (Form::Person, at),
            Prefer::Places => (Form::Place, None),
        };
        let known: Vec<(RecordId, Contact)> = named
            .iter()
            .filter_map(|one| match self.book.get(one.id).ok()?.record {
                Record::Contact(contact) => Some((one.id, contact)),
                _ => None,
            })
            .collect();
        let any = |keep: &dyn Fn(&Contact) -> bool| -> Vec<RecordId> {
            known.iter().filter(|(_, contact)| keep(contact)).map(|(id, _)| *id).collect()
        };
        let there = any(&|contact| at.is_some_and(|place| contact.at.contains_key(&place)));
        let kept = if there.is_empty() { any(&|contact| contact.form == form) } else { there };
        if !kept.is_empty() {
            named.retain(|one| kept.contains(&one.id));
        }
    }

    /// The one of several that is meant, if somebody is there to choose.
    pub fn choose(&self, typed: &str, named: Vec<Named>) -> Result<RecordId, Failure> {
        if let [one] = named.as_slice() {
            return Ok(one.id);
        }
        let candidates: Vec<Candidate> =
            named.into_iter().map(|named| Candidate { hint: self.hint_at(named.id), named }).collect();
        let listed = (1_u32..).zip(&candidates).map(|(number, candidate)| format!("\n  {number}  {candidate}"));
        let question = format!("“{typed}” may be{}\nWhich?", listed.collect::<String>());
        let answer = self.screen.ask(&question).and_then(|answer| answer.parse::<usize>().ok());
        match answer.and_then(|number| candidates.get(number.checked_sub(1)?)) {
            Some(chosen) => Ok(chosen.named.id),
            None => Err(Failure::Ambiguous { typed: typed.to_owned(), candidates }),
        }
    }

    /// What tells a record from others of its name.
    fn hint_at(&self, id: RecordId) -> String {
        let Ok(entry) = self.book.get(id) else { return String::new() };
        let removed = if entry.removed { ["removed".to_owned()].to_vec() } else { Vec::new() };
        let says: Vec<String> = match &entry.record {
            Record::Contact(contact) => {
                let places = contact.at.keys().map(|place| format!("at {}", self.name(*place)));
                let sector = contact.sector.as_ref().map(|sector| sector.words().to_owned());
                let address = contact.address.lines().next().map(str::to_owned);
                places.chain(sector).chain(address).collect()
            }
            // Its line says that it was removed, and its name, which stands before the hint already.
            record => {
                let (line, title) = (self.line(&entry), self.title(record));
                let rest = line.split(DOT).map(|said| said.replace(&title, "").trim().to_owned());
                return rest.filter(|said| !said.is_empty()).collect::<Vec<_>>().join(", ");
            }
        };
        says.into_iter().chain(removed).collect::<Vec<_>>().join(", ")
    }
}

/// An empty name is a slip, and begins everybody's.
fn said_something(typed: &str) -> Result<(), Failure> {
    if typed.trim().is_empty() {
        return Err(Failure::usage("“” is nobody and nothing: type a name, a code or an id"));
    }
    Ok(())
}

/// Enough of a name to look for it again: its first word's first letters.
fn first_letters(typed: &str) -> String {
    let word = fold(typed).split(' ').max_by_key(|word| word.len()).unwrap_or_default().to_owned();
    word.chars().take(3).collect()
}
