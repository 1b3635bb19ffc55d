//! Wordings filled in, cards, thanks to be written, and what coaches before a visit. No client is in any of them: what is filled
//! in comes from a contact and the practice.

use super::{
    Companion,
    gives::{Circle, items},
    practice,
    stock::checklist,
};
use crate::{
    error::{Error, Result},
    model::{
        Contact, Form, ItemKind, Kind, Practice, RecordId,
        view::{Card, Coaching, DraftWay, Label, LibraryItem, Seeks, ThanksDue, Unlearned, Wording},
    },
    practice::{
        cards, drafts, learning, ledger,
        library::{self, COACHING},
        wording::{self, Filling},
    },
    store::Session,
};

/// How many cards of thanks are listed.
const THANKS: u32 = 500;

impl Companion {
    /// A wording filled in for somebody, as text and as drafts for other programs. `seeks` and `other` fill the places of asks.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no wording, or `who` no contact.
    pub fn wording(&self, item: &str, who: Option<RecordId>, seeks: &Seeks, other: &str) -> Result<Wording> {
        self.store.read(|session| {
            let circle = who.map(|who| Circle::of(session, who)).transpose()?;
            Merge::new(self, session, circle, seeks, other)?.wording(session, item)
        })
    }

    /// Cards of thanks to be written, for whom the longest unthanked first: each names who referred, and nobody else.
    pub fn thanks(&self) -> Result<Vec<ThanksDue>> {
        self.store.read(|session| {
            let today = self.environment.now().day_in(super::zone(session, &self.environment)?);
            let mut merge = Merge::new(self, session, None, &Seeks::default(), "")?;
            let mut due = Vec::new();
            for (id, referral) in session.referrals_unthanked(today, THANKS)? {
                let Some(circle) = referral.from.and_then(|from| Circle::of(session, from).ok()) else { continue };
                let (to, place) = (circle.named(), circle.place(session)?);
                let label = cards::label(to.clone(), &circle.contact, place.as_ref());
                merge.address(session, circle)?;
                let wording = merge.wording(session, "thank_you_card")?;
                due.push(ThanksDue { referral: id, code: referral.code, to, since: referral.received, label, wording });
            }
            Ok(due)
        })
    }

    /// Address labels for some contacts.
    ///
    /// # Errors
    /// [`Error::NotFound`] if one of them is no contact of this book.
    pub fn labels(&self, who: &[RecordId]) -> Result<Vec<Label>> {
        self.store.read(|session| {
            who.iter()
                .map(|who| {
                    let circle = Circle::of(session, *who)?;
                    Ok(cards::label(circle.named(), &circle.contact, circle.place(session)?.as_ref()))
                })
                .collect()
        })
    }

    /// A card that may be handed to anybody: the practice's own, or one that leads to a colleague.
    ///
    /// # Errors
    /// [`Error::NotFound`] if `who` is no contact of this book.
    pub fn share_card(&self, who: Option<RecordId>) -> Result<Card> {
        self.store.read(|session| {
            let practice = practice(session)?;
            Ok(match who {
                None => cards::booking(&practice),
                Some(who) => {
                    let circle = Circle::of(session, who)?;
                    cards::share(&practice, &circle.contact, circle.place(session)?.as_ref())
                }
            })
        })
    }

    /// A card that says whom the practice can help best.
    pub fn ideal_client_card(&self) -> Result<Card> {
        self.store.read(|session| Ok(cards::ideal(&practice(session)?)))
    }

    /// What coaches before a visit (`target:coaching` turns it off), and the visits of the last week of which nothing was written
    /// down, the latest first.
    pub fn coaching(&self) -> Result<Coaching> {
        self.store.read(|session| {
            let on = practice(session)?.target.get(COACHING) != Some(&0);
            let now = self.environment.now();
            let from = crate::model::Instant(now.0.saturating_sub(learning::ASK_MS));
            let until = crate::model::Instant(now.0.saturating_add(1));
            let mut unlearned = Vec::new();
            for (id, touchpoint) in session.touchpoints_between(from, until)? {
                let has_note = !session.naming(&[id], &Kind::Note, None, 1)?.is_empty();
                if !learning::asks_what_was_learned(&touchpoint, has_note, now) {
                    continue;
                }
                let mut who = Vec::new();
                for contact in touchpoint.place.into_iter().chain(ledger::people(&touchpoint)) {
                    who.extend(session.named(contact)?);
                }
                unlearned.push(Unlearned { touchpoint: id, at: touchpoint.at, who });
            }
            let notes = items(session)?.into_iter().find(|item| item.key == COACHING);
            let notes = notes.filter(|_| on).map(|item| checklist(&item.item.body)).unwrap_or_default();
            Ok(Coaching { on, notes, unlearned })
        })
    }
}

/// What fills the places of wordings, once for several of them.
pub(super) struct Merge {
    circle: Option<Circle>,
    filling: Filling,
    items: Vec<LibraryItem>,
}

impl Merge {
    pub fn new(
        companion: &Companion,
        session: &Session<'_>,
        circle: Option<Circle>,
        seeks: &Seeks,
        other: &str,
    ) -> Result<Self> {
        let practice = practice(session)?;
        let me = me(&practice, &companion.identity().number.to_string());
        let filling = Filling {
            me,
            practice: practice.name,
            niche: practice.niche,
            booking: practice.booking_url,
            ideal: practice.ideal_client,
            profession: seeks.profession.clone(),
            area: seeks.area.clone(),
            need: seeks.need.clone(),
            other: other.to_owned(),
            ..Filling::default()
        };
        let mut merge = Self { circle: None, filling, items: items(session)? };
        if let Some(circle) = circle {
            merge.address(session, circle)?;
        }
        Ok(merge)
    }

    /// Addresses somebody, or somebody else.
    pub fn address(&mut self, session: &Session<'_>, circle: Circle) -> Result<()> {
        let Contact { name, form, .. } = &circle.contact;
        self.filling.name.clone_from(name);
        self.filling.place = if *form == Form::Place {
            name.clone()
        } else {
            circle.place(session)?.map(|place| place.name).unwrap_or_default()
        };
        wording::addressed(&circle.contact).clone_into(&mut self.filling.first_name);
        self.circle = Some(circle);
        Ok(())
    }

    pub fn wording(&self, session: &Session<'_>, item: &str) -> Result<Wording> {
        let key = library::key(item);
        let found = self.items.iter().find(|item| item.key == key && item.item.kind == ItemKind::Wording);
        let found = found.ok_or_else(|| Error::NotFound { what: "wording", id: item.to_owned() })?;
        let filled = wording::fill(&found.item.body, &self.filling);
        let (subject, text) = wording::subject(&filled.text);
        let mut channels = self.circle.as_ref().map(|circle| circle.contact.channel.clone()).unwrap_or_default();
        if let Some(place) = self.circle.as_ref().map(|circle| circle.place(session)).transpose()?.flatten() {
            // A person's own ways come before the office's: those are only for what the person has none of.
            let own = |kind: &str| channels.keys().any(|channel| channel.split(':').next() == Some(kind));
            let offices =
                place.channel.iter().filter(|(channel, _)| !own(channel.split(':').next().unwrap_or_default()));
            let offices: Vec<_> = offices.map(|(channel, state)| (channel.clone(), state.clone())).collect();
            channels.extend(offices);
        }
        // What has gaps is not sent: only a call is one's own to fill.
        let mut drafts = drafts::links(&channels, subject, text);
        drafts.retain(|draft| draft.way == DraftWay::Tel || filled.missing.is_empty());
        Ok(Wording {
            item: key,
            name: found.item.name.clone(),
            who: self.circle.as_ref().map(Circle::named),
            drafts,
            subject: subject.map(str::to_owned),
            text: text.to_owned(),
            missing: filled.missing,
        })
    }
}

/// Whose device this is; where only one person has devices, they.
fn me(practice: &Practice, device: &str) -> String {
    let people: std::collections::BTreeSet<&String> =
        practice.person.values().filter(|name| !name.is_empty()).collect();
    let only = || if people.len() == 1 { people.first().map(|name| (*name).clone()) } else { None };
    practice.person.get(device).filter(|name| !name.is_empty()).cloned().or_else(only).unwrap_or_default()
}
