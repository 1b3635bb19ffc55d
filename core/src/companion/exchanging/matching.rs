//! Whom a card is about: somebody who is in the book already, or somebody new.

use std::collections::BTreeSet;

use super::whole::Whole;
use crate::{
    error::Result,
    exchange::{Card, clean, key_of, reach},
    model::{Contact, Form, RecordId},
    practice::fold::fold,
    store::Session,
};

/// Of how many contacts with one name a card is compared with each.
const NAMESAKES: u32 = 64;

/// Whom a card is about.
pub(super) enum Match {
    /// This very card was imported before: whatever its contact became since is the user's own doing.
    Before,
    /// It is the card of a record that was erased: nothing brings that back.
    Erased,
    /// Somebody who is here.
    Here(Box<Whole>),
    /// Somebody new; perhaps one who is here, but nothing besides the name says so.
    New(Option<Box<Whole>>),
}

/// Looks for the contact that a card is about.
pub(super) fn find(session: &Session<'_>, card: &Card) -> Result<Match> {
    if session.contact_imported_as(&card.fingerprint())?.is_some() {
        return Ok(Match::Before);
    }
    if let Some(record) = card.record() {
        if session.is_erased(record)? {
            return Ok(Match::Erased);
        }
        if let Some(whole) = Whole::read(session, record)? {
            return Ok(Match::Here(Box::new(whole)));
        }
    }
    if let Some(whole) = same_uid(session, card)? {
        return Ok(Match::Here(Box::new(whole)));
    }
    let mut like = None;
    for id in namesakes(session, &card.name, &card.form)? {
        let Some(whole) = Whole::read(session, id)? else { continue };
        if is_same(card, &whole) {
            return Ok(Match::Here(Box::new(whole)));
        }
        like.get_or_insert_with(|| Box::new(whole));
    }
    if like.is_none() {
        like = same_email(session, card)?.map(Box::new);
    }
    Ok(Match::New(like))
}

/// The place that somebody names: the oldest of that name.
pub(super) fn place_named(session: &Session<'_>, name: &str) -> Result<Option<RecordId>> {
    namesakes(session, name, &Form::Place)?.first().map(|id| session.canonical(*id)).transpose()
}

/// The contact that came from a card of this name in the other program. Some programs call all their cards the same: so the
/// name or a channel has to agree as well.
fn same_uid(session: &Session<'_>, card: &Card) -> Result<Option<Whole>> {
    let Some(uid) = card.uid_fingerprint() else { return Ok(None) };
    let Some(id) = session.contact_imported_as(&uid)? else { return Ok(None) };
    let whole = Whole::read(session, id)?;
    Ok(whole.filter(|whole| key_of(&whole.contact.name) == key_of(&card.name) || shares_channel(card, &whole.contact)))
}

fn namesakes(session: &Session<'_>, name: &str, form: &Form) -> Result<Vec<RecordId>> {
    let folded = fold(name);
    let mut ids = session.namesakes(&folded, form, NAMESAKES)?;
    if folded.is_empty() {
        // Of a name in signs alone nothing is left to compare but the name itself.
        let mut same = Vec::new();
        for id in ids {
            if session.contact(id)?.is_some_and(|other| clean(&other.name) == clean(name)) {
                same.push(id);
            }
        }
        ids = same;
    }
    Ok(ids)
}

/// Whether a card and a contact of one name are one: they share a channel or a place. A place may also share the address, or
/// be known by nothing but its name, as when somebody was said to work there.
fn is_same(card: &Card, whole: &Whole) -> bool {
    let contact = &whole.contact;
    if shares_channel(card, contact) {
        return true;
    }
    if card.form == Form::Place {
        let bare_card = card.channels.is_empty() && card.address.is_empty();
        let bare_contact = contact.channel.is_empty() && contact.address.is_empty();
        let same_address = !card.address.is_empty() && fold(&card.address) == fold(&contact.address);
        return bare_card || bare_contact || same_address;
    }
    let places: BTreeSet<String> = whole.places.iter().map(|place| key_of(place)).collect();
    card.places.iter().any(|place| places.contains(&key_of(place)))
}

fn shares_channel(card: &Card, contact: &Contact) -> bool {
    let reaches: BTreeSet<String> = contact.channel.keys().map(|channel| reach(channel)).collect();
    card.channels.keys().any(|channel| reaches.contains(&reach(channel)))
}

/// Somebody of another name who reads the same mail. A telephone is shared by a whole office, an address seldom.
fn same_email(session: &Session<'_>, card: &Card) -> Result<Option<Whole>> {
    for channel in card.channels.keys().filter(|channel| channel.starts_with("email:")) {
        for id in session.contacts_by_channel(&reach(channel))?.into_iter().take(1) {
            let whole = Whole::read(session, id)?.filter(|whole| whole.contact.form == card.form);
            if whole.is_some() {
                return Ok(whole);
            }
        }
    }
    Ok(None)
}
