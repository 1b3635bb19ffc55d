//! Import: cards become contacts, in one transaction that is undone as one. Whoever is here gains only what they lack.

use std::collections::BTreeSet;

use super::{
    super::{Companion, writer::Writer},
    gain::{Gain, lacking_notes},
    matching::{self, Match},
    whole::Whole,
};
use crate::{
    error::{Invalid, Result},
    exchange::{
        Area, CARDS_AN_IMPORT, Card, Cards, ImportReport, Imported, Likeness, Opened, Outcome, RowError, Source,
    },
    model::{Contact, Form, Note, NoteKind, Prose, RecordId, Role, view::Named},
};

impl Companion {
    /// Imports a file: what it says of people and places that are new or incomplete here. A dry run reports the same and
    /// changes nothing. The same file twice makes nothing twice.
    ///
    /// A file may have [`SOURCE_BYTES`](crate::exchange::SOURCE_BYTES) and [`CARDS_AN_IMPORT`]; rows that can't be taken are
    /// in the report, and harm no other.
    ///
    /// # Errors
    /// [`Invalid`] if the file as a whole can't be read; then nothing was changed.
    pub fn import(&self, source: Source, dry_run: bool) -> Result<ImportReport> {
        let (file, opened) = Opened::new(source)?;
        self.import_opened(file, &opened, dry_run)
    }

    /// Imports those of the US registry of providers (NPPES) who practise in an area, as contacts to get to know
    /// (`found_via` is `npi`). All else is as with [`Companion::import`].
    ///
    /// # Errors
    /// [`Invalid`] if the file as a whole can't be read; then nothing was changed.
    pub fn import_area(&self, source: Source, area: Area, dry_run: bool) -> Result<ImportReport> {
        let (file, opened) = Opened::new(source)?;
        self.import_opened(file, &opened.within(area)?, dry_run)
    }

    fn import_opened(&self, file: String, opened: &Opened, dry_run: bool) -> Result<ImportReport> {
        let mut report = ImportReport { file, dry_run, ..ImportReport::default() };
        let work = |writer: &mut Writer<'_, '_>| Import { writer, report: &mut report }.run(opened.cards()?);
        if dry_run {
            self.rehearse(work)?;
        } else {
            report.deed = self.write("import", work)?.deed;
        }
        Ok(report)
    }
}

/// An import under way.
struct Import<'i, 'a, 's> {
    writer: &'i mut Writer<'a, 's>,
    report: &'i mut ImportReport,
}

impl Import<'_, '_, '_> {
    fn run(&mut self, cards: Cards<'_>) -> Result<()> {
        let mut read = 0;
        for card in cards {
            read += 1;
            if read > CARDS_AN_IMPORT {
                let much = format!(
                    "it has more than {CARDS_AN_IMPORT} cards; split it and import the parts. Nothing was changed"
                );
                return Err(Invalid::new("file", much).into());
            }
            match card {
                Ok(card) => self.take(&card)?,
                Err(error) => self.refuse(error),
            }
        }
        if read == 0 {
            return Err(Invalid::new("file", "there is no contact in it. Nothing was changed").into());
        }
        Ok(())
    }

    fn take(&mut self, card: &Card) -> Result<()> {
        self.report.pictures += card.pictures;
        match matching::find(self.writer.session, card)? {
            Match::Before => self.report.unchanged += 1,
            Match::Erased => {
                self.refuse(RowError::new(card.line, "", "this contact was erased from the book, and stays erased"));
            }
            Match::Here(whole) => self.complete(card, &whole)?,
            Match::New(like) => {
                let who = self.add(card)?;
                self.report.new += 1;
                if let Some(like) = like {
                    let like = Named { id: like.id, name: like.contact.name };
                    let likeness = Likeness { line: card.line, new: who.clone(), like };
                    ImportReport::list(&mut self.report.duplicates, likeness);
                }
                let new = Imported { line: card.line, who, outcome: Outcome::New, gained: vec![] };
                ImportReport::list(&mut self.report.contacts, new);
            }
        }
        Ok(())
    }

    fn add(&mut self, card: &Card) -> Result<Named> {
        let mut contact = Contact { form: card.form.clone(), name: card.name.clone(), ..Contact::default() };
        for place in &card.places {
            contact.at.insert(self.place(place)?, roles(card));
        }
        (contact.sector, contact.geo) = (card.sector.clone(), card.geo);
        contact.address.clone_from(&card.address);
        contact.channel.clone_from(&card.channels);
        contact.tag.clone_from(&card.tags);
        (contact.npi, contact.found_via) = (card.npi.clone(), card.found_via.clone());
        contact.imported = fingerprints(card).collect();
        let id = self.writer.make(contact)?;
        self.note(id, lacking_notes(card, &[], &[]))?;
        Ok(Named { id, name: card.name.clone() })
    }

    /// Gives a contact what it lacks; what it has stays as it is.
    fn complete(&mut self, card: &Card, whole: &Whole) -> Result<()> {
        let session = self.writer.session;
        let facts = session.notes_of(&whole.ids, &NoteKind::Fact)?;
        let notes = session.notes_of(&whole.ids, &NoteKind::Note)?;
        let notes = lacking_notes(card, &facts, &notes);
        let mut gain = Gain::new(card, whole);
        if !gain.says_something() && notes.is_empty() {
            self.report.unchanged += 1;
            return Ok(());
        }
        let mut at = Vec::new();
        for place in &gain.places {
            at.push(self.place(place)?);
        }
        let mut gained = gain.fields();
        gained.extend((!notes.is_empty()).then(|| "note".to_owned()));
        self.writer.change(whole.id, |contact: &mut Contact| {
            contact.at.extend(at.into_iter().map(|place| (place, roles(card))));
            contact.channel.append(&mut gain.channels);
            contact.tag.append(&mut gain.tags);
            if gain.address {
                contact.address.clone_from(&card.address);
            }
            contact.geo = contact.geo.or(card.geo.filter(|_| gain.geo));
            contact.npi = contact.npi.take().or_else(|| gain.npi.take());
            if gain.sector {
                contact.sector.clone_from(&card.sector);
            }
            contact.imported.extend(fingerprints(card));
            Ok(())
        })?;
        self.note(whole.id, notes)?;
        self.report.completed += 1;
        let who = Named { id: whole.id, name: whole.contact.name.clone() };
        let completed = Imported { line: card.line, who, outcome: Outcome::Completed, gained };
        ImportReport::list(&mut self.report.contacts, completed);
        Ok(())
    }

    /// The place of a name, made if there is none.
    fn place(&mut self, name: &str) -> Result<RecordId> {
        if let Some(place) = matching::place_named(self.writer.session, name)? {
            return Ok(place);
        }
        self.report.places += 1;
        self.writer.make(Contact { form: Form::Place, name: name.to_owned(), ..Contact::default() })
    }

    fn note(&mut self, about: RecordId, notes: Vec<(NoteKind, String, String)>) -> Result<()> {
        for (kind, topic, text) in notes {
            self.report.notes += 1;
            let at = self.writer.now;
            self.writer.make(Note { kind, topic, about: [about].into(), text: Prose(text), at, resolved: None })?;
        }
        Ok(())
    }

    fn refuse(&mut self, error: RowError) {
        self.report.refused += 1;
        let file = self.report.file.clone();
        ImportReport::list(&mut self.report.errors, RowError { file, ..error });
    }
}

/// As what somebody works where their card says: staff, if it says nothing that the book knows.
fn roles(card: &Card) -> BTreeSet<Role> {
    if card.roles.is_empty() { [Role::Staff].into() } else { card.roles.clone() }
}

fn fingerprints(card: &Card) -> impl Iterator<Item = String> {
    [card.fingerprint()].into_iter().chain(card.uid_fingerprint())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Command, Options,
        model::{ChannelState, Practice},
    };

    #[test]
    fn an_import_is_one_deed_that_can_be_undone_as_one() {
        let home = tempfile::tempdir().expect("a folder");
        let practice = Practice { name: "Riverside".into(), ..Practice::default() };
        let book = Companion::init(Options::at(home.path()), &practice, "Phone", "Kim").expect("a book");
        let channel = [("phone:555-0100".to_owned(), ChannelState::Known)].into();
        let ana = Contact { name: "Ana".into(), channel, ..Contact::default() };
        book.run(Command::Add(Box::new(ana.into()))).expect("added");
        let vcf = "BEGIN:VCARD\nFN:Ana\nTEL:5550100\nEMAIL:a@example.org\nEND:VCARD\n\
                   BEGIN:VCARD\nFN:Bo Li\nN:Li;Bo\nORG:Oak\nNOTE:hi\nEND:VCARD\n";
        let source = |bytes: &str| Source { name: "a.vcf".into(), bytes: bytes.into(), format: None };
        let report = book.import(source(vcf), false).expect("imported");
        assert_eq!((report.new, report.completed, report.places, report.notes), (1, 1, 1, 1));
        let last =
            |book: &Companion| book.store.read(|session| Ok(session.last_deed()?.expect("a deed"))).expect("read");
        let (deed, effects) = last(&book);
        let records: BTreeSet<RecordId> = effects.iter().map(|effect| effect.record).collect();
        assert_eq!((deed.name.as_str(), records.len()), ("import", 4), "Ana, Bo, Oak and the note");
        book.import(source(vcf), false).expect("imported");
        book.import(source("BEGIN:VCARD\nFN:Cy\nEND:VCARD\n"), true).expect("tried");
        assert_eq!(last(&book).0, deed, "neither what changes nothing nor a dry run is a deed");
    }
}
