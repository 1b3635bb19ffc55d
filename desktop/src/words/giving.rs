//! Gives, gifts, stock, asks and cards.

use rapport_core::model::view::{
    AskState, CardLine, Cue, DeliveryReason, GiftReason, GiveReason, Origin, PackReason, Place, Season, Vague,
};

use super::InWords as _;

/// Where an item comes from.
pub const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Shipped => "",
        Origin::Edited => "changed",
        Origin::Own => "yours",
    }
}

/// Why a give is suggested.
pub fn give_reason(reason: &GiveReason) -> String {
    match reason {
        GiveReason::Need { word } => format!("they need it ({word})"),
        GiveReason::Likes { word } => format!("they like it ({word})"),
        GiveReason::Sector { sector } => format!("made for {}", sector.words()),
        GiveReason::Channel { channel } => format!("they like {channel}"),
        GiveReason::New => "new to them".to_owned(),
        GiveReason::LongAgo => "a long time ago".to_owned(),
        GiveReason::Lately => "they had it lately".to_owned(),
        GiveReason::Unreachable { channel } => format!("no way to reach them by {channel} is known"),
    }
}

/// Why a gift is suggested; `when` is the day of [`GiftReason::EveryYear`] in words.
pub fn gift_reason(reason: &GiftReason, when: &str) -> String {
    match reason {
        GiftReason::EveryYear { .. } => format!("as every year, last {when}"),
        GiftReason::Signature => "what you are known for".to_owned(),
        GiftReason::OffSeason => "nobody else does".to_owned(),
        GiftReason::Season => "in season".to_owned(),
    }
}

/// Whether others bring something then.
pub const fn season(season: Season) -> &'static str {
    match season {
        Season::Off => "nobody else does",
        Season::Theirs => "their own day",
        Season::High => "everybody does",
        Season::Own => "your own day",
    }
}

/// A shipped occasion; one of the user's own has a name.
pub fn occasion<'o>(key: &'o str, name: &'o str) -> &'o str {
    match key {
        _ if !name.is_empty() => name,
        "new_year" => "after New Year",
        "groundhog_day" => "Groundhog Day",
        "valentines_day" => "Valentine's Day",
        "pi_day" => "Pi Day",
        "spring" => "first day of spring",
        "doctors_day" => "Doctors' Day",
        "front_desk_day" => "front desk day",
        "nurses_day" => "Nurses' Day",
        "midsummer" => "midsummer",
        "canada_day" => "Canada Day",
        "independence_day" => "4th of July",
        "back_to_school" => "back to school",
        "autumn" => "first day of autumn",
        "teachers_day" => "Teachers' Day",
        "halloween" => "Halloween",
        "thanksgiving" => "Thanksgiving",
        "holidays" => "before the holidays",
        newer => newer,
    }
}

/// Why somebody is on a delivery list.
pub const fn delivery_reason(reason: DeliveryReason) -> &'static str {
    match reason {
        DeliveryReason::LastTime => "as before",
        DeliveryReason::Near => "kept near",
    }
}

/// Why something is taken along.
pub const fn pack_reason(reason: PackReason) -> &'static str {
    match reason {
        PackReason::Planned => "planned for them",
        PackReason::None => "has none",
        PackReason::Outdated => "has an older edition",
        PackReason::UsedUp => "may be used up",
        PackReason::Signature => "what you are known for",
    }
}

/// Where an ask stands.
pub const fn ask_state(state: AskState) -> &'static str {
    match state {
        AskState::ToAsk => "to ask",
        AskState::Asked => "asked",
        AskState::Yes => "yes",
        AskState::Later => "later",
        AskState::No => "no",
        AskState::LetGo => "let go",
    }
}

/// What is not exact about an ask, and what to do.
pub fn vague(vague: &Vague) -> String {
    match vague {
        Vague::NoProfession => "no profession is named: --profession \"pediatric neurologist\"".to_owned(),
        Vague::SeveralProfessions { word } => format!("more than one profession (“{word}”): ask for one at a time"),
        Vague::AnyProfession { word } => format!("“{word}” may be anybody: name the profession"),
        Vague::NoArea => "no area is named: --area Riverside".to_owned(),
        Vague::AnyArea { word } => format!("“{word}” may be anywhere: name the place"),
        Vague::NoNeed => "no need is named: --need \"children who can't sleep\"".to_owned(),
        Vague::AnyNeed { word } => format!("“{word}” may be anything: say for what"),
    }
}

/// When something is said.
pub const fn cue(cue: Cue) -> &'static str {
    match cue {
        Cue::Opening => "To open",
        Cue::Asking => "To ask",
        Cue::Yes => "If they say yes",
        Cue::Later => "If they say later",
        Cue::No => "If they say no",
    }
}

/// In place of a draft in which something is missing.
pub const HELD_BACK: &str =
    "No draft is made while something is missing: what is in braces would be sent as it stands.";

/// What is missing in a wording, and how it gets there.
pub const fn place(place: Place) -> &'static str {
    match place {
        Place::Name | Place::FirstName => "whom it is for: name somebody",
        Place::Place => "where they work: rapport edit WHO at=PLACE",
        Place::Me => "your name: rapport edit practice person:DEVICE=NAME",
        Place::Practice => "the practice's name: rapport edit practice name=NAME",
        Place::Niche => "what you are for: rapport edit practice niche=WORDS",
        Place::Booking => "your booking page: rapport edit practice booking_url=URL",
        Place::Ideal => "whom you help best: rapport edit practice ideal_client=WORDS",
        Place::Profession => "the profession: --profession",
        Place::Area => "the area: --area",
        Place::Need => "the need: --need",
        Place::Other => "somebody else's name: --other",
    }
}

/// A line of a card.
pub fn card_line(line: &CardLine) -> String {
    match line {
        CardLine::Name(text)
        | CardLine::For(text)
        | CardLine::Address(text)
        | CardLine::Phone(text)
        | CardLine::Web(text) => text.clone(),
        CardLine::Ideal(text) => format!("I can help best: {text}"),
        CardLine::SentBy(text) => format!("Please say that {text} sent you."),
    }
}

#[cfg(test)]
mod tests {
    use rapport_core::{model::Day, practice::occasions::coming};

    use super::*;

    #[test]
    fn every_occasion_has_words() {
        let first = Day::from_ymd_opt(2026, 1, 1).expect("a day");
        for one in coming(first, 366, "", &[]) {
            assert!(occasion(&one.key, "") != one.key || !one.key.contains('_'), "{} has no words", one.key);
        }
    }
}
