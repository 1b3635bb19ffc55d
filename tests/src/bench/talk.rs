//! What a practice writes down: names of places and people, and sentences for notes.

use crate::chance::Chance;

const STREETS: [&str; 24] = [
    "Oak Street",
    "Riverside",
    "Maple",
    "Harbor",
    "Lakeview",
    "Cedar Hill",
    "Union Square",
    "Northgate",
    "Mill Pond",
    "Elmwood",
    "St. Anne's",
    "Westfield",
    "Hillcrest",
    "Bridge Street",
    "Old Town",
    "Seaside",
    "Prospect",
    "Fairmount",
    "Garden Row",
    "Summit",
    "Kingsway",
    "Valley",
    "Station Road",
    "Beacon",
];
const OFFICES: [&str; 16] = [
    "Family Medicine",
    "Pediatrics",
    "Psychiatry",
    "Counselling",
    "Physiotherapy",
    "Dental Care",
    "Internal Medicine",
    "Women's Health",
    "Middle School",
    "High School",
    "Community Church",
    "Family Law",
    "Nutrition",
    "Fitness",
    "Neurology",
    "Sleep Clinic",
];
const GIVEN: [&str; 32] = [
    "Ana", "Ben", "Carla", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Keiko", "Luis", "Maya",
    "Noah", "Olga", "Priya", "Quentin", "Rosa", "Samir", "Tess", "Uma", "Victor", "Wanda", "Xavier", "Yara", "Zoë",
    "Amélie", "Björn", "Chiara", "Daniel", "Esther", "Frida",
];
const FAMILY: [&str; 40] = [
    "Ruiz", "Lee", "Okafor", "Novak", "Schmidt", "Haddad", "Johnson", "Silva", "Tanaka", "Moreau", "Kowalski", "Patel",
    "Garcia", "Nguyen", "Brown", "Rossi", "Müller", "Jensen", "Dubois", "Kim", "Adeyemi", "Fischer", "Lopez", "Cohen",
    "Ivanova", "Santos", "Ahmed", "Larsen", "Murphy", "Weber", "Costa", "Park", "Sato", "Hansen", "Reyes", "Meyer",
    "Diaz", "Khan", "Wright", "Bauer",
];
const SENTENCES: [&str; 32] = [
    "Two new doctors start in January and have no list of therapists yet.",
    "The front desk sorts the mail, so brochures go to her and not into the box.",
    "They asked whether we see teenagers; told them from fourteen on.",
    "Waiting list is at six weeks, they would send people sooner if we had evenings.",
    "Parking is behind the building, ring twice.",
    "Prefers a call before nine over any email.",
    "Oat cookies went in a minute, nobody touched the chocolate.",
    "They had a bad experience with a coach who never reported back.",
    "Sleep problems are what they see most this winter.",
    "She routes all referrals for the three doctors on her floor.",
    "Wants a one-page sheet on anxiety for the waiting room.",
    "Insurance changed in spring, many of theirs pay by themselves now.",
    "The office manager leaves in June; her successor is not named yet.",
    "Lunch is from noon to one and the door is locked.",
    "He mentioned a workshop on burnout for his staff.",
    "Left cards with the nurse, the doctor was in surgery.",
    "They send couples to somebody across town and are not happy with it.",
    "Asked for the résumé this time; it is in the mail.",
    "A colleague at the school would like to hear about groups.",
    "Spanish is needed more and more.",
    "They moved to the second floor, the sign downstairs is old.",
    "Thanked us for the quick answer last month.",
    "Nobody is in on Fridays after two.",
    "She remembered the card from the Fourth of July.",
    "Physicians meet on the first Tuesday; ten minutes could be had.",
    "New parents are who they worry about.",
    "The fax is the only thing that reaches him.",
    "They will try the portal and tell us how it went.",
    "Would refer for pain that has lasted longer than it should.",
    "Has a nut allergy, bring the others.",
    "Wants to know whom to send when we are full.",
    "Keep it short next time, the waiting room was crowded.",
];
const STEPS: [&str; 8] = [
    "bring brochures",
    "send the one-page sheet",
    "call about the workshop",
    "drop off cookies",
    "write a card",
    "ask for the meeting of physicians",
    "send the résumé",
    "introduce the sleep clinic",
];
const TOPICS: [&str; 8] = ["sleep", "anxiety", "couples", "teenagers", "burnout", "pain", "grief", "attention"];

/// A place, as it is said.
pub(super) fn place(chance: &mut Chance) -> String {
    format!("{} {}", chance.one_of(STREETS), chance.one_of(OFFICES))
}

/// A street and a number.
pub(super) fn address(chance: &mut Chance) -> String {
    format!("{} {}, Springfield", chance.between(1, 999), chance.one_of(STREETS))
}

/// A person.
pub(super) fn person(chance: &mut Chance) -> String {
    format!("{} {}", chance.one_of(GIVEN), chance.one_of(FAMILY))
}

/// What comes next.
pub(super) fn step(chance: &mut Chance) -> String {
    chance.one_of(STEPS).to_owned()
}

/// What a referral is about.
pub(super) fn topic(chance: &mut Chance) -> String {
    chance.one_of(TOPICS).to_owned()
}

/// One thing that was learned.
pub(super) fn sentence(chance: &mut Chance) -> String {
    chance.one_of(SENTENCES).to_owned()
}

/// A note of about 200 characters.
pub(super) fn note(chance: &mut Chance) -> String {
    let mut note = sentence(chance);
    while note.len() < 170 {
        note = format!("{note} {}", chance.one_of(SENTENCES));
    }
    note
}
