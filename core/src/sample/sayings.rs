//! What is written down in the made-up book. About offices and their people; never about anybody who is sent.

pub(super) const NEEDS: &[(&str, &str)] = &[
    ("waiting times", "Their own waiting list is four months; they want somebody who sees people within two weeks"),
    ("sleep", "They see many who sleep badly and have no one to send them to"),
    ("parents", "Would like a parents' evening in spring, if somebody would speak"),
    ("insurance", "Need to know which plans we take, on one page for the front desk"),
    ("school", "Looking for somebody who talks with schools"),
    ("evenings", "Ask for appointments after five"),
    ("feedback", "Want a short letter back after the first visit"),
    ("crisis", "Need a number to call when it can't wait"),
    ("spanish", "Ask for somebody who works in Spanish"),
    ("groups", "Would refer to a group if there were one"),
];

pub(super) const LIKES: &[&str] = &[
    "Oatmeal cookies, not chocolate",
    "Tea rather than coffee",
    "Mornings before nine are best",
    "Prefers a call to an email",
    "Collects enamel pins",
    "Runs half marathons",
    "Loves the lemon bars from the market",
    "Gardening; asked about tomatoes",
];

pub(super) const ALLERGIES: &[&str] = &["Peanuts", "Tree nuts", "Gluten", "Dairy", "Sesame"];

pub(super) const FACTS: &[&str] = &[
    "Two new physicians begin in January",
    "Moved to electronic referrals last month",
    "The practice is being bought by a hospital group",
    "Trained at the state university",
    "Speaks at the county health fair each fall",
    "They close at noon on Fridays",
    "Parking is behind the building",
    "A new office manager started",
];

pub(super) const LEARNED: &[&str] = &[
    "The coordinator decides, the physician signs",
    "Referrals go out on Thursdays, in a batch",
    "They keep three cards at the front desk and hand out whichever is on top",
    "Brochures vanish: parents take them along",
    "They had a bad experience with somebody who never called back",
    "The nurse runs the wellness classes",
];

pub(super) const VETTING: &[&str] = &[
    "Calls back within a day",
    "Careful with records; a colleague speaks well of them",
    "Hard to reach; two messages unanswered",
];

pub(super) const NOTES: &[&str] = &[
    "Short today: flu season, the waiting room was full",
    "Talked about the new building and the parking",
    "They asked how the summer was",
    "Everybody liked the cookies",
    "Asked for more brochures for the second exam room",
    "The front desk has a new phone system",
    "Good talk about what they see most in winter",
    "Introduced myself to the new nurse",
];

pub(super) const PURPOSES: &[&str] = &[
    "Say hello",
    "Bring brochures",
    "Ask about needs",
    "Meet the new coordinator",
    "Bring the sleep checklist",
    "Thank them",
];

pub(super) const INTEL: &[&str] =
    &["New front-desk hire", "Closed for training next Wednesday", "Short of staff", "Renovating", "New flu clinic"];

pub(super) const PROMISES: &[&str] = &[
    "bring more brochures",
    "send the article on sleep",
    "send the one-page list of insurance plans",
    "call about the parents' evening",
    "introduce them to the nutritionist",
    "drop off the sleep checklist",
    "ask how the new system works out",
];

pub(super) const THEIR_PROMISES: &[&str] = &[
    "ask the physician for ten minutes",
    "put the brochures out",
    "send the list of their plans",
    "mention us at the staff meeting",
];

pub(super) const TOPICS: &[&str] =
    &["sleep", "anxiety", "parenting", "grief", "attention", "pain", "divorce", "school refusal"];

pub(super) const EVENTS: &[&str] = &[
    "Chamber of commerce breakfast",
    "County health fair",
    "Library talk on sleep",
    "Continuing education evening",
    "School counsellors' round table",
    "Interfaith lunch",
    "Women in health care: founders' evening",
    "Rotary club, a talk on shift work and sleep",
];
/// How many of these, the last ones, one goes to only of late.
pub(super) const NEW_EVENTS: usize = 2;

pub(super) const ANNOUNCEMENTS: &[&str] = &[
    "A group for people who lie awake begins in spring",
    "Appointments after five from next month on",
    "We work in Spanish now",
    "A parents' evening on sleep and school",
    "New: a first appointment within ten days",
];

pub(super) const BENEFITS: &[(&str, &str)] = &[
    ("shared_care", "Physician and therapist agree on one plan, reviewed each quarter"),
    ("training", "Joint workshop for school nurses, twice a year"),
    ("network", "Brings me into the county's maternal health network"),
    ("co_branding", "One handout on sleep with both names on it"),
    ("buying_group", "Tests and forms ordered together, a fifth cheaper"),
];

/// Whom the practice asks for, and for what.
pub(super) const SOUGHT: &[(&str, &str)] = &[
    ("neurologist", "adults with restless legs"),
    ("dietitian", "shift workers who sleep badly"),
    ("school nurse", "teenagers who can't get up"),
    ("family lawyer", "people in a separation who lie awake"),
];

/// Notes that name nobody yet.
pub(super) const UNFILED: &[&str] = &[
    "Someone at the fair runs a support group for new fathers: ask for the flyer",
    "New pediatric office opening on Water Street in spring",
    "Ask about the waiting list for sleep studies",
];

/// A note that somebody was called away from.
pub(super) const HALF_TYPED: &str = "The coordinator said that from March on all referrals go through";

pub(super) const FOUND_VIA: &[(&str, u32)] = &[
    ("local_search", 30),
    ("complementary", 18),
    ("recommended", 16),
    ("newcomer", 14),
    ("popular", 12),
    ("event", 10),
];
