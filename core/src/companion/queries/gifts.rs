//! Gifts: what may be brought to whom and when. No referral is read here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days};
use chrono_tz::Tz;

use super::{
    Companion,
    gives::{Circle, TOUCHPOINTS, items, items_by_key},
    ledgers::{fields_of, named_lines},
    practice, zone_of,
};
use crate::{
    error::{Error, Result},
    model::{
        Day, Form, NoteKind, Practice, RecordId, Role, Tier,
        view::{AboutNote, Delivery, DeliveryList, DeliveryReason, GiftCard, LibraryItem, Named, Occasion},
    },
    practice::{
        due, gift_year,
        gifts::{self, AROUND_DAYS, GiftRecipient, Given},
        ledger, occasions,
    },
    store::Session,
};

/// A gift of so many years ago still tells who is remembered on a day.
const YEARS: i32 = 5;

impl Companion {
    /// The days that come on which a gift is welcome, for so many days from today.
    pub fn occasions(&self, days: u32) -> Result<Vec<Occasion>> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let today = self.environment.now().day_in(zone_of(&practice, &self.environment));
            coming(session, &practice, today, days)
        })
    }

    /// Gifts that may be given to somebody on the days that come, with their allergies and what they like, and how the year stands
    /// against the cap.
    ///
    /// # Errors
    /// [`Error::NotFound`] if `who` is no contact of this book.
    pub fn gift_card(&self, who: RecordId, days: u32) -> Result<GiftCard> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let zone = zone_of(&practice, &self.environment);
            let today = self.environment.now().day_in(zone);
            let circle = Circle::of(session, who)?;
            let items = items(session)?;
            let mut recipient = recipient(session, &circle, zone)?;
            recipient.cap_minor = cap(session, &practice, &circle, today.year())?;
            let (mut allergies, mut likes) = (Vec::new(), Vec::new());
            for (kind, note) in circle.notes(session, &[NoteKind::Allergy, NoteKind::Likes])? {
                if kind == NoteKind::Allergy { allergies.push(note) } else { likes.push(note) }
            }
            recipient.allergies = allergies.iter().map(|note| note.text.clone()).collect();
            let coming = coming(session, &practice, today, days)?;
            Ok(GiftCard {
                who: circle.named(),
                suggestions: gifts::suggestions(&items, &coming, &recipient),
                streak_years: gifts::streak_years(&recipient, &signature(&items), today),
                given_minor: recipient.total_minor(today.year()),
                cap_minor: recipient.cap_minor,
                allergies,
                likes,
            })
        })
    }

    /// Where to bring something for an occasion: to those who got something about that day before, and to those who are kept
    /// nearest. A person who works at one place is met there.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such occasion within a year.
    pub fn deliveries(&self, occasion: &str) -> Result<DeliveryList> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let zone = zone_of(&practice, &self.environment);
            let today = self.environment.now().day_in(zone);
            let found = coming(session, &practice, today, 366)?.into_iter().find(|one| one.key == occasion);
            let occasion = found.ok_or_else(|| Error::NotFound { what: "occasion", id: occasion.to_owned() })?;
            let mut because: BTreeMap<RecordId, DeliveryReason> = BTreeMap::new();
            for year in 1..=YEARS {
                if let Some(day) = occasions::same_day(occasion.day, occasion.day.year() - year) {
                    for (who, _) in given_about(session, day, zone)? {
                        because.entry(stop_of(session, who)?).or_insert(DeliveryReason::LastTime);
                    }
                }
            }
            let near = |tier: Option<&Tier>, top_ten: bool| top_ten || tier == Some(&Tier::A);
            for (id, contact) in session.near_contacts()? {
                if near(contact.tier.as_ref(), contact.top_ten) {
                    because.entry(stop_of(session, id)?).or_insert(DeliveryReason::Near);
                }
            }
            let mut delivered: BTreeMap<RecordId, Day> = BTreeMap::new();
            for (who, day) in given_about(session, occasion.day, zone)? {
                delivered.insert(stop_of(session, who)?, day);
            }
            let mut stops = Vec::new();
            for (id, because) in because {
                stops.push(delivery(session, id, because, delivered.get(&id).copied())?);
            }
            stops.sort_by(|one, other| (&one.who.name, one.who.id).cmp(&(&other.who.name, other.who.id)));
            Ok(DeliveryList { occasion, stops })
        })
    }
}

/// What somebody may be given in a year: the practice's own cap, and for a physician the law's if that is less.
fn cap(session: &Session<'_>, practice: &Practice, circle: &Circle, year: i32) -> Result<Option<i64>> {
    let roles: Vec<Role> = circle.contact.at.values().flatten().cloned().collect();
    Ok(gift_year::limit_of(&roles, &fields_of(session, circle.id)?, practice, year))
}

/// The items that the practice is known for, by key.
pub(super) fn signature(items: &[LibraryItem]) -> BTreeSet<String> {
    items.iter().filter(|item| item.item.signature).map(|item| item.key.clone()).collect()
}

/// What somebody was given, with their share of what it cost.
pub(super) fn recipient(session: &Session<'_>, circle: &Circle, zone: Tz) -> Result<GiftRecipient> {
    let touchpoints = session.touchpoints_with(&circle.ids, TOUCHPOINTS)?;
    let lines = named_lines(session, &touchpoints, &items_by_key(session)?)?;
    let given = lines.into_iter().filter(ledger::is_gift).map(|line| {
        // What was given beside them was there, and is in the year of whoever got it.
        let cost_minor = ledger::shares(&line).find(|(who, _)| who.id == circle.id).and_then(|(_, share)| share);
        Given { item: line.item, day: line.at.day_in(zone), cost_minor }
    });
    Ok(GiftRecipient { given: given.collect(), ..GiftRecipient::default() })
}

fn coming(session: &Session<'_>, practice: &Practice, today: Day, days: u32) -> Result<Vec<Occasion>> {
    Ok(occasions::coming(today, u64::from(days), &practice.region, &session.yearly_playbooks()?))
}

/// Who got a gift about a day, and when.
fn given_about(session: &Session<'_>, day: Day, zone: Tz) -> Result<Vec<(RecordId, Day)>> {
    let first = day.checked_sub_days(Days::new(AROUND_DAYS + 1)).unwrap_or(Day::MIN);
    let last = day.checked_add_days(Days::new(AROUND_DAYS)).unwrap_or(Day::MAX);
    let touchpoints = session.touchpoints_that_left(due::end_of(first, zone), due::end_of(last, zone))?;
    let lines = named_lines(session, &touchpoints, &items_by_key(session)?)?;
    let gifts = lines.into_iter().filter(ledger::is_gift);
    Ok(gifts.flat_map(|line| line.who.into_iter().map(move |who| (who.id, line.at.day_in(zone)))).collect())
}

/// Where somebody is met: a person at the only place where they work.
fn stop_of(session: &Session<'_>, who: RecordId) -> Result<RecordId> {
    let Ok(circle) = Circle::of(session, who) else { return Ok(who) };
    let mut places = circle.contact.at.keys();
    Ok(match (places.next(), places.next(), &circle.contact.form) {
        (Some(only), None, Form::Person) => session.canonical(*only)?,
        _ => circle.id,
    })
}

fn delivery(session: &Session<'_>, id: RecordId, because: DeliveryReason, delivered: Option<Day>) -> Result<Delivery> {
    let Ok(circle) = Circle::of(session, id) else {
        // It was erased, and something that it got is remembered all the same.
        let who = session.named(id)?.unwrap_or(Named { id, name: String::new() });
        return Ok(Delivery { who, address: String::new(), people: 0, because, delivered, allergies: Vec::new() });
    };
    let allergies: Vec<AboutNote> =
        circle.notes(session, &[NoteKind::Allergy])?.into_iter().map(|(_, note)| note).collect();
    let people = if circle.contact.form == Form::Place { circle.around.len() as u64 } else { 1 };
    let address = circle.contact.address.clone();
    Ok(Delivery { who: circle.named(), address, people, because, delivered, allergies })
}
