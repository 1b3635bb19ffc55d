//! The words of the settings.

pub const TITLE: &str = "Settings";
pub const ABOUT: &str = "The practice, its numbers, days off, the look";
pub const SAVE: &str = "Save";
pub const SAVED: &str = "Changed, on all your devices.";
pub const SAME: &str = "It says so already.";
pub const WRONG: &str = "Something can't be kept as it stands. Nothing was changed yet.";

pub const PRACTICE: &str = "The practice";
pub const NAME: &str = "Name";
pub const NICHE: &str = "What it is for";
pub const NICHE_HINT: &str = "In a few words: sleep, AD/HD coaching";
pub const IDEAL: &str = "Whom you can help best";
pub const IDEAL_HINT: &str = "Your ideal client, in words that fit on a card. Never a person.";
pub const BOOKING: &str = "Where one books";
pub const BOOKING_HINT: &str = "An address to open; it stands on your cards as a code.";
pub const REGION: &str = "Country";
pub const REGION_HINT: &str = "Two letters: US, GB. Decides the week's first day and which limits on gifts hold.";
pub const ZONE: &str = "Time zone";
pub const ZONE_HINT: &str = "As in America/New_York";
pub const CURRENCY: &str = "Currency";
pub const CURRENCY_HINT: &str = "Three letters: USD, EUR";

pub const HOURS: &str = "When you are open";
pub const HOURS_HINT: &str =
    "As in 09:00-12:00,13:00-17:00. Answer times count in these hours; without any, working days from nine to five.";
pub const WEEKDAYS: [(&str, &str); 7] = [
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
];

pub const NUMBERS: &str = "Targets and rules of thumb";
pub const NUMBERS_MORE: &str = "What practitioners tell each other, each with where it came from. Your own figures stand beside them in Insights. Empty: as it was shipped.";
pub const CADENCE: &str = "How often to be in touch";
pub const CADENCE_HINT: &str = "Days between touches, by how near you keep somebody. Empty: as it was shipped.";
pub const CAP: &str = "Your own limit on gifts to one person in a year";
pub const CAP_HINT: &str = "In the smallest unit of the currency: 10000 for 100.00. No cap lifts a law.";

pub const OFF: &str = "Days off";
pub const OFF_MORE: &str =
    "Nothing is due on them, and they count in no interval. Referrals that wait for an answer wait on.";
pub const HOLIDAYS: &str = "Holidays";
pub const AWAY: &str = "Away";
pub const NO_HOLIDAYS: &str = "None is kept.";
pub const NOT_AWAY: &str = "You are not away.";
pub const DAY: &str = "Day";
pub const WHY: &str = "What it is";
pub const FROM: &str = "From";
pub const UNTIL: &str = "Until, that day too";
pub const ADD_HOLIDAY: &str = "Keep the holiday";
pub const GO_AWAY: &str = "Away until then";
pub const TAKE_OUT: &str = "Take out";
pub const OFF_KEPT: &str = "Kept. Nothing is due then.";
pub const OFF_GONE: &str = "It is an ordinary day again.";
pub const A_DAY: &str = "A holiday";
pub const WRONG_ORDER: &str = "The last day is before the first";

pub const COACHING: &str = "Coaching";
pub const COACHING_ON: &str =
    "On: a few lines before each visit (listen, breathe, no credentials), and “what did you learn?” after it.";
pub const COACHING_OFF: &str = "Off.";
pub const TURN_ON: &str = "Turn it on";
pub const TURN_OFF: &str = "Turn it off";
pub const COACHING_SAID: &str = "Changed.";

pub const LOOK: &str = "Appearance";
pub const LOOK_MORE: &str = "In this browser.";
pub const LOOK_AS: &str = "Look";
pub const LOOK_SYSTEM: &str = "As the computer";
pub const LOOK_LIGHT: &str = "Light";
pub const LOOK_DARK: &str = "Dark";
pub const LOOK_SAVE: &str = "Use it";

pub const ELSEWHERE: &str = "Elsewhere";
pub const TO_DEVICES: &str = "Devices";
pub const TO_SYNC: &str = "Sync";
pub const TO_EXPORT: &str = "Export and backup";
pub const TO_REMOVED: &str = "What was removed";

/// How often, for a tier.
pub fn tier(tier: &str) -> String {
    format!("Tier {tier}")
}

/// What was shipped, and where it came from.
pub fn shipped(default: &str, origin: &str) -> String {
    format!("Shipped as {default}: {origin}")
}

/// "20 Dec – 31 Dec".
pub fn span(from: &str, until: &str) -> String {
    format!("{from} – {until}")
}

pub const THIS_DEVICE: &str = "This device";
pub const YOUR_NAME: &str = "Your name";
pub const YOUR_NAME_HINT: &str = "It signs letters, and stands beside what you change here.";
pub const DEVICE_NAME: &str = "What this device is called";
