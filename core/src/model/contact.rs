//! People and places.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use super::{Day, RecordId, open_enum, record};

record! {
    /// A person or a place: anyone who sees, knows or routes those whom the practice can help.
    pub struct Contact {
        /// A person or a place.
        pub form: Form,
        /// As it is said: "Oak Street Family Medicine", "Ana Ruiz".
        pub name: String,
        /// What field they are in.
        pub sector: Option<Sector>,
        /// One line or several.
        pub address: String,
        /// Where it is.
        pub geo: Option<Geo>,
        /// When they are open, in words.
        pub hours: String,
        /// Whether and when one may drop in, in words.
        pub drop_in: String,
        /// National Provider Identifier (US), ten digits.
        pub npi: Option<String>,
        /// The places where a person works, and as what.
        pub at: BTreeMap<RecordId, BTreeSet<Role>>,
        /// `phone:+1 555 0100`, `email:…`, `web:…` and so on, each with its state.
        pub channel: BTreeMap<String, ChannelState>,
        /// What they can help with, for the outbound directory.
        pub helps: BTreeSet<String>,
        /// How they were found.
        pub found_via: Option<String>,
        /// Who introduced them.
        pub introduced_by: BTreeSet<RecordId>,
        /// Whom they know.
        pub knows: BTreeSet<RecordId>,
        /// Days between touches, where it is this contact's own.
        pub cadence_days: Option<i64>,
        /// How near they are kept.
        pub tier: Option<Tier>,
        /// Whether they compete.
        pub competitor: bool,
        /// How they feel about referring.
        pub stance: Option<Stance>,
        /// The stage, where the user pinned it.
        pub pinned_stage: Option<Stage>,
        /// One of the ten on the map.
        pub top_ten: bool,
        /// How many people they say they reach.
        pub claimed_reach: Option<i64>,
        /// When each field was last confirmed to be right.
        pub confirmed: BTreeMap<String, Day>,
        /// Not on Today before this day.
        pub quiet_until: Option<Day>,
        /// The playbooks they are in, each with the state of the enrolment.
        #[serde(rename = "in")]
        pub in_playbook: BTreeMap<String, String>,
        /// What became of a playbook's steps: `<playbook>:<step>`.
        pub step: BTreeMap<String, String>,
        /// The user's own labels.
        pub tag: BTreeSet<String>,
        /// The contact of which this is a duplicate.
        pub alias_of: Option<RecordId>,
        /// Fingerprints of the imported cards that this contact came from.
        pub imported: BTreeSet<String>,
    }
}

open_enum! {
    /// A person or a place.
    Form or Person { Person = "person", Place = "place", }
}

open_enum! {
    /// The professions and settings that already see the practice's clients.
    Sector {
        PrimaryCare = "primary_care",
        Pediatrics = "pediatrics",
        Psychiatry = "psychiatry",
        Psychology = "psychology",
        Counselling = "counselling",
        Neurology = "neurology",
        Specialist = "specialist",
        Physiotherapy = "physiotherapy",
        Chiropractic = "chiropractic",
        Dentistry = "dentistry",
        Nutrition = "nutrition",
        Hospital = "hospital",
        School = "school",
        Faith = "faith",
        Law = "law",
        Agency = "agency",
        Employer = "employer",
        Insurance = "insurance",
        Fitness = "fitness",
        Coaching = "coaching",
        Business = "business",
        Community = "community",
    }
}

open_enum! {
    /// What somebody does at a place. Front-office staff come first because they route referrals.
    Role {
        FrontDesk = "front_desk",
        ReferralCoordinator = "referral_coordinator",
        Manager = "manager",
        Nurse = "nurse",
        Provider = "provider",
        Owner = "owner",
        Staff = "staff",
        /// Not a job but a fact: referrals pass through this person.
        RoutesReferrals = "routes_referrals",
    }
}

open_enum! {
    /// What is known of a way to reach somebody.
    ChannelState {
        Known = "known",
        Verified = "verified",
        Preferred = "preferred",
        DoNotUse = "do_not_use",
    }
}

open_enum! {
    /// How near a contact is kept: A every 3 weeks, B 2 months, C 6 months, D a year, unless edited.
    Tier { A = "a", B = "b", C = "c", D = "d", }
}

open_enum! {
    /// How they feel about referring.
    Stance { Open = "open", Warm = "warm", Cool = "cool", Declined = "declined", }
}

open_enum! {
    /// How far the acquaintance has come; computed, unless pinned (practice.md, "Stage").
    Stage {
        Identified = "identified",
        Researched = "researched",
        Engaged = "engaged",
        Contacted = "contacted",
        Met = "met",
        Nurturing = "nurturing",
        FirstReferral = "first_referral",
        Partner = "partner",
        Champion = "champion",
        Dormant = "dormant",
        Declined = "declined",
    }
}

/// A point on the earth, in degrees (WGS 84). Written `latitude,longitude`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Geo {
    /// North is positive; -90 to 90.
    pub latitude: f64,
    /// East is positive; -180 to 180.
    pub longitude: f64,
}

impl fmt::Display for Geo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.latitude, self.longitude)
    }
}

impl FromStr for Geo {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected latitude,longitude in degrees, such as 40.71,-74.01";
        let (latitude, longitude) = text.split_once(',').ok_or(EXPECTED)?;
        let geo = Self {
            latitude: latitude.trim().parse().map_err(|_| EXPECTED)?,
            longitude: longitude.trim().parse().map_err(|_| EXPECTED)?,
        };
        let on_earth = (-90.0..=90.0).contains(&geo.latitude) && (-180.0..=180.0).contains(&geo.longitude);
        if on_earth { Ok(geo) } else { Err(EXPECTED) }
    }
}
