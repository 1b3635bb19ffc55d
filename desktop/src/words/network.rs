//! Professions, roles and benefits; and what is said when somebody is asked or handed over.

use rapport_core::{model::view::StaffPart, practice::serving::ROLES};

/// A profession that already sees a niche's clients. One from a newer version is shown as it is.
pub fn profession(code: &str) -> &str {
    known_profession(code).unwrap_or(code)
}

fn known_profession(code: &str) -> Option<&'static str> {
    Some(match code {
        "athletic_director" => "athletic directors",
        "bariatric_physician" => "bariatric physicians",
        "cardiologist" => "cardiologists",
        "care_manager" => "care managers",
        "case_manager" => "case managers of insurers",
        "chiropractor" => "chiropractors",
        "couples_therapist" => "couples therapists",
        "defence_lawyer" => "defence lawyers",
        "dietitian" => "dietitians",
        "discharge_planner" => "discharge planners",
        "doula" => "doulas",
        "ear_nose_throat" => "ear, nose and throat physicians",
        "eating_disorder_therapist" => "therapists for eating disorders",
        "employee_assistance" => "employee assistance programmes",
        "endocrinologist" => "endocrinologists",
        "estate_agent" => "estate agents",
        "estate_lawyer" => "lawyers for estates",
        "family_lawyer" => "family lawyers",
        "family_physician" => "family physicians",
        "fertility_physician" => "fertility physicians",
        "financial_planner" => "financial planners",
        "funeral_director" => "funeral directors",
        "gym_owner" => "gym owners",
        "hospice_worker" => "hospice workers",
        "individual_therapist" => "therapists for individuals",
        "injury_lawyer" => "injury lawyers",
        "juvenile_lawyer" => "lawyers for juveniles",
        "lactation_consultant" => "lactation consultants",
        "mediator" => "mediators",
        "midwife" => "midwives",
        "minister" => "ministers",
        "neurologist" => "neurologists",
        "obstetrician" => "obstetricians",
        "organizer" => "professional organizers",
        "orthopedist" => "orthopedists",
        "pain_physician" => "pain physicians",
        "parents_group" => "parents' groups",
        "pediatrician" => "pediatricians",
        "personal_trainer" => "personal trainers",
        "physiotherapist" => "physiotherapists",
        "prenatal_teacher" => "prenatal teachers",
        "probation_officer" => "probation officers",
        "psychiatrist" => "psychiatrists",
        "rheumatologist" => "rheumatologists",
        "running_club" => "running clubs",
        "school_counsellor" => "school counsellors",
        "senior_center" => "senior centers",
        "shift_employer" => "employers with shift work",
        "sleep_dentist" => "dentists for sleep apnoea",
        "sleep_physician" => "sleep physicians",
        "social_worker" => "social workers",
        "sports_physician" => "sports physicians",
        "support_group" => "support groups",
        "surgery_coordinator" => "surgery coordinators",
        "team_coach" => "coaches of teams",
        "testing_psychologist" => "psychologists who test",
        "wedding_planner" => "wedding planners",
        "yoga_teacher" => "yoga teachers",
        "youth_minister" => "youth ministers",
        _ => return None,
    })
}

/// A role in which somebody already sees a new client.
pub fn client_role(code: &str) -> &str {
    if code == "school_counsellor" { "school counsellor" } else { code }
}

/// The role that somebody typed.
pub fn role_of_a_client(typed: &str) -> Option<&'static str> {
    let typed = super::plain(typed);
    ROLES.iter().find(|role| super::plain(role) == typed).copied()
}

/// What a partner is good for besides referrals. The user's own word is shown as it is.
pub fn benefit(code: &str) -> &str {
    match code {
        "shared_care" => "shared care",
        "network" => "a network",
        "buying_group" => "a buying group",
        "training" => "training",
        "co_branding" => "co-branding",
        own => own,
    }
}

/// How a prospect was found. The user's own word is shown as it is.
pub fn found_via(code: &str) -> &str {
    match code {
        "newcomer" => "new in the area",
        "complementary" => "complementary niche",
        "recommended" => "recommended",
        "popular" => "your clients see them",
        "local_search" => "local search",
        "npi" => "provider registry",
        "event" => "met at an event",
        own => own,
    }
}

/// Whom one should know at an office.
pub const fn staff_part(part: StaffPart) -> &'static str {
    match part {
        StaffPart::FrontDesk => "front desk",
        StaffPart::Router => "routes referrals",
        StaffPart::Provider => "provider",
    }
}

/// What is promised when somebody is handed over.
pub fn hand_over(need: &str) -> String {
    format!("hand over in person: {need}")
}

/// What is promised when nobody is known yet who can help.
pub fn find_help(need: &str) -> String {
    format!("find who can help: {need}")
}

/// What is promised when somebody is asked to introduce one to another.
pub fn ask_to_introduce(whom: &str) -> String {
    format!("ask for an introduction to {whom}")
}

/// A draft to send to whoever is asked.
pub fn introduction_draft(asked: &str, whom: &str, me: &str) -> String {
    format!(
        "Hello {asked},\n\nI believe you know {whom}. I would like to get to know them, and hear how I can be useful to those they see. Would you introduce us? A line by mail is plenty, and if it does not suit you, that is fine too.\n\nThank you, {me}"
    )
}

#[cfg(test)]
mod tests {
    use rapport_core::practice::{sectors::PACKS, serving::BENEFITS};

    use super::*;

    #[test]
    fn every_profession_of_every_starter_pack_has_words() {
        for pack in PACKS {
            for (_, code) in pack.sees {
                assert!(known_profession(code).is_some(), "{}: {code} has no words", pack.niche);
            }
        }
        assert_eq!(profession("space_physician"), "space_physician");
    }

    #[test]
    fn every_role_and_benefit_is_read_and_said() {
        for role in ROLES {
            assert_eq!(role_of_a_client(client_role(role)), Some(*role));
        }
        for sort in BENEFITS {
            assert!(!benefit(sort).contains('_'), "{sort} has no words");
        }
    }
}
