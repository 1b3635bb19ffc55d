//! Cards: one that may be handed to anybody, one that says whom the practice can help best, and a label for a letter. They are
//! made of the practice and of a colleague's way to be reached; nothing of them can be a client's.

use super::drafts;
use crate::model::{
    Contact, Practice,
    view::{Card, CardLine, Label, Named},
};

/// The practice's own card: who, for what, where to book.
#[must_use]
pub fn booking(practice: &Practice) -> Card {
    let lines =
        [CardLine::Name(practice.name.clone()), CardLine::For(practice.niche.clone()), web(&practice.booking_url)];
    card(lines, address(&practice.booking_url))
}

/// A card that leads to a colleague, to be handed to whoever goes there: who, where, how to reach them, and by whom one is
/// sent. Neither notes nor anybody else's name are on it.
#[must_use]
pub fn share(practice: &Practice, colleague: &Contact, place: Option<&Contact>) -> Card {
    let own = |of: &Contact| drafts::best(&of.channel, &["web"]).map(str::to_owned);
    let at = |of: &Contact| drafts::best(&of.channel, &["phone", "mobile"]).map(str::to_owned);
    let phone = at(colleague).or_else(|| place.and_then(at));
    let website = own(colleague).or_else(|| place.and_then(own)).unwrap_or_default();
    let street =
        if colleague.address.is_empty() { place.map(|place| &place.address) } else { Some(&colleague.address) };
    let call = drafts::call(&colleague.channel).or_else(|| place.and_then(|place| drafts::call(&place.channel)));
    let lines = [
        CardLine::Name(colleague.name.clone()),
        CardLine::For(place.map(|place| place.name.clone()).unwrap_or_default()),
        CardLine::Address(street.cloned().unwrap_or_default()),
        CardLine::Phone(phone.unwrap_or_default()),
        web(&website),
        CardLine::SentBy(practice.name.clone()),
    ];
    card(lines, address(&website).or(call))
}

/// Whom the practice can help best, so that others know when to think of it.
#[must_use]
pub fn ideal(practice: &Practice) -> Card {
    let lines = [
        CardLine::Name(practice.name.clone()),
        CardLine::For(practice.niche.clone()),
        CardLine::Ideal(practice.ideal_client.clone()),
        web(&practice.booking_url),
    ];
    card(lines, address(&practice.booking_url))
}

/// Where a letter goes: the name, the place, the address.
#[must_use]
pub fn label(who: Named, contact: &Contact, place: Option<&Contact>) -> Label {
    let street = if contact.address.trim().is_empty() {
        place.map(|place| place.address.as_str())
    } else {
        Some(contact.address.as_str())
    };
    let street = street.unwrap_or_default();
    let said = [contact.name.as_str(), place.map(|place| place.name.as_str()).unwrap_or_default()]
        .into_iter()
        .chain(street.lines());
    let lines = said.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    Label { who, lines, complete: !street.trim().is_empty() }
}

fn card<const N: usize>(lines: [CardLine; N], code: Option<String>) -> Card {
    let says = |line: &CardLine| match line {
        CardLine::Name(text)
        | CardLine::For(text)
        | CardLine::Ideal(text)
        | CardLine::Address(text)
        | CardLine::Phone(text)
        | CardLine::Web(text)
        | CardLine::SentBy(text) => !text.trim().is_empty(),
    };
    Card { lines: lines.into_iter().filter(says).collect(), code }
}

/// An address as one reads it.
fn web(url: &str) -> CardLine {
    let bare = url.trim().trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    CardLine::Web(bare.to_owned())
}

/// An address as a camera opens it.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    match (url.is_empty(), url.contains("://")) {
        (true, _) => None,
        (false, true) => Some(url.to_owned()),
        (false, false) => Some(format!("https://{url}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChannelState, RecordId};

    fn practice() -> Practice {
        Practice {
            name: "Riverside Therapy".into(),
            niche: "sleep".into(),
            booking_url: "riverside.example/book/".into(),
            ideal_client: "parents of children who wake at four".into(),
            ..Practice::default()
        }
    }

    #[test]
    fn the_code_of_a_card_opens_the_booking_page() {
        let card = booking(&practice());
        assert_eq!(card.code.as_deref(), Some("https://riverside.example/book/"));
        assert_eq!(card.lines.last(), Some(&CardLine::Web("riverside.example/book".into())));
        assert_eq!(booking(&Practice::default()), Card { lines: vec![], code: None });
        assert!(ideal(&practice()).lines.contains(&CardLine::Ideal("parents of children who wake at four".into())));
    }

    #[test]
    fn a_card_to_a_colleague_says_how_to_get_there_and_who_sent_one() {
        let place = Contact {
            name: "Oak Street".into(),
            address: "12 Oak Street".into(),
            channel: [("phone:+1 555 0100".to_owned(), ChannelState::Known)].into(),
            ..Contact::default()
        };
        let lee = Contact { name: "Dr. Lee".into(), ..Contact::default() };
        let card = share(&practice(), &lee, Some(&place));
        assert_eq!(card.code.as_deref(), Some("tel:+15550100"));
        assert_eq!(
            card.lines,
            [
                CardLine::Name("Dr. Lee".into()),
                CardLine::For("Oak Street".into()),
                CardLine::Address("12 Oak Street".into()),
                CardLine::Phone("+1 555 0100".into()),
                CardLine::SentBy("Riverside Therapy".into()),
            ]
        );
        let label = label(Named { id: RecordId([1; 16]), name: "Dr. Lee".into() }, &lee, Some(&place));
        assert_eq!(
            (label.lines, label.complete),
            (vec!["Dr. Lee".into(), "Oak Street".into(), "12 Oak Street".into()], true)
        );
    }
}
