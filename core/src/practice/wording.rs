//! Wordings with places to be filled in: `Dear {first_name}`. What can be filled in is listed here, and nothing of it is a
//! client's.

use std::collections::BTreeSet;

use crate::model::{Contact, Form, view::Place};

/// What stands in the places. What is empty is missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filling {
    /// The contact's name.
    pub name: String,
    /// How they are addressed: [`addressed`].
    pub first_name: String,
    /// Where they work; of a place, its name.
    pub place: String,
    /// Whose device it is.
    pub me: String,
    /// The practice's name.
    pub practice: String,
    /// What it is for.
    pub niche: String,
    /// Where one books.
    pub booking: String,
    /// Whom it can help best.
    pub ideal: String,
    /// The profession that is asked for.
    pub profession: String,
    /// Where.
    pub area: String,
    /// For what.
    pub need: String,
    /// Somebody else by name: who is to be met.
    pub other: String,
}

/// A part of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// A place to be filled.
    Place(Place),
    /// Something in braces that can't be filled. It stays as it was typed.
    Unknown(&'a str),
}

/// A wording with its places filled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    /// The text. Places that are missing stand in it as `{place}`.
    pub text: String,
    /// The places for which there was nothing.
    pub missing: BTreeSet<Place>,
}

/// Fills a wording's places.
#[must_use]
pub fn fill(body: &str, filling: &Filling) -> Filled {
    let mut filled = Filled::default();
    for piece in pieces(body) {
        match piece {
            Piece::Text(text) => filled.text.push_str(text),
            Piece::Unknown(typed) => filled.text.push_str(typed),
            Piece::Place(place) => {
                let value = value(filling, place);
                if value.is_empty() {
                    filled.text.extend(["{", place.as_str(), "}"]);
                    filled.missing.insert(place);
                } else {
                    filled.text.push_str(value);
                }
            }
        }
    }
    filled
}

/// A wording's parts, in order.
#[must_use]
pub fn pieces(body: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let (before, braced) = (&rest[..open], &rest[open..=open + length]);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let name = &braced[1..braced.len() - 1];
        let place = Place::ALL.iter().find(|place| place.as_str() == name);
        pieces.push(place.map_or(Piece::Unknown(braced), |place| Piece::Place(*place)));
        rest = &rest[open + length + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The subject and the text of what is sent: a first line that is followed by a line which greets is the subject.
#[must_use]
pub fn subject(text: &str) -> (Option<&str>, &str) {
    match text.split_once('\n') {
        Some((first, rest))
            if !first.trim().is_empty() && rest.trim_start().starts_with("Dear ") && !first.starts_with("Dear ") =>
        {
            (Some(first.trim()), rest.trim_start())
        }
        _ => (None, text),
    }
}

fn value(filling: &Filling, place: Place) -> &str {
    match place {
        Place::Name => &filling.name,
        Place::FirstName => &filling.first_name,
        Place::Place => &filling.place,
        Place::Me => &filling.me,
        Place::Practice => &filling.practice,
        Place::Niche => &filling.niche,
        Place::Booking => &filling.booking,
        Place::Ideal => &filling.ideal,
        Place::Profession => &filling.profession,
        Place::Area => &filling.area,
        Place::Need => &filling.need,
        Place::Other => &filling.other,
    }
    .trim()
}

/// How somebody is addressed: by the first name; a place, and whoever has a title before the name ("Dr. Lee", "Pastor Ruth"), by
/// all of it.
#[must_use]
pub fn addressed(contact: &Contact) -> &str {
    const TITLES: [&str; 13] =
        ["dr", "prof", "professor", "mr", "mrs", "ms", "mx", "pastor", "rev", "father", "sister", "rabbi", "imam"];
    let name = contact.name.trim();
    let first = name.split_whitespace().next().unwrap_or_default();
    let titled = TITLES.contains(&first.trim_end_matches('.').to_lowercase().as_str());
    if titled || contact.form == Form::Place { name } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_those_for_which_there_is_nothing_are_named() {
        let filling = Filling { first_name: "Ana".into(), me: "Kim".into(), ..Filling::default() };
        let filled = fill("Dear {first_name}, of {place}: {client} {odd\n{me}", &filling);
        assert_eq!(filled.text, "Dear Ana, of {place}: {client} {odd\n{me}");
        let filled = fill("Dear {first_name} of {place}, {client}. {me}", &filling);
        assert_eq!(filled.text, "Dear Ana of {place}, {client}. Kim", "what is no place stays as it was typed");
        assert_eq!(filled.missing, [Place::Place].into());
    }

    #[test]
    fn a_filled_place_is_not_looked_at_again() {
        let filling = Filling { name: "{me} {me}".into(), me: "Kim".into(), ..Filling::default() };
        assert_eq!(fill("{name}", &filling).text, "{me} {me}");
    }

    #[test]
    fn somebody_with_a_title_is_addressed_with_it() {
        let named = |name: &str, form| Contact { name: name.into(), form, ..Contact::default() };
        assert_eq!(addressed(&named("Dr. Sam Lee", Form::Person)), "Dr. Sam Lee");
        assert_eq!(addressed(&named("Ana Ruiz", Form::Person)), "Ana");
        assert_eq!(addressed(&named("Oak Street Clinic", Form::Place)), "Oak Street Clinic");
        assert_eq!(addressed(&Contact::default()), "");
    }

    #[test]
    fn a_letter_has_a_subject_and_a_call_has_none() {
        assert_eq!(subject("Ten minutes?\nDear Ana,\n\nHello"), (Some("Ten minutes?"), "Dear Ana,\n\nHello"));
        assert_eq!(subject("Dear Ana,\n\nDear all"), (None, "Dear Ana,\n\nDear all"));
        assert_eq!(subject("Hello, this is Kim."), (None, "Hello, this is Kim."));
    }

    proptest::proptest! {
        #[test]
        fn pieces_are_the_whole_of_a_wording(body in "[a-z{}_ \n]{0,60}") {
            let again: String = pieces(&body)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Unknown(text) => text.to_owned(),
                    Piece::Place(place) => format!("{{{}}}", place.as_str()),
                })
                .collect();
            proptest::prop_assert_eq!(again, body);
        }
    }
}
