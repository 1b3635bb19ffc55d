//! Which professions already see a niche's clients, and which sectors of a book are still untouched. Every sector is equal:
//! a minister's and a school's stand beside a physician's, and none needs a registry's number.

use std::collections::BTreeMap;

use crate::{
    model::{
        Instant, Sector,
        view::{SectorGaps, SectorStanding},
    },
    practice::fold::fold,
};

/// Who already sees the clients of one niche. A beginning to edit from, not a finding: the examples are the ones of *Somebody
/// else has your clients* (divorce, weight, AD/HD), the others are ours.
#[derive(Debug)]
pub struct Pack {
    /// The niche's word: `divorce`.
    pub niche: &'static str,
    /// What a practice may call it: beginnings of words, folded.
    called: &'static [&'static str],
    /// The sectors, and in each the profession to look for, by a word that shells put into theirs.
    pub sees: &'static [(Sector, &'static str)],
}

/// The packs that come with the program.
pub const PACKS: &[Pack] = &[
    Pack {
        niche: "divorce",
        called: &["divorc", "separat", "custody", "coparent"],
        sees: &[
            (Sector::Law, "family_lawyer"),
            (Sector::Law, "mediator"),
            (Sector::Counselling, "couples_therapist"),
            (Sector::School, "school_counsellor"),
            (Sector::Faith, "minister"),
            (Sector::Business, "financial_planner"),
            (Sector::Business, "estate_agent"),
            (Sector::Pediatrics, "pediatrician"),
        ],
    },
    Pack {
        niche: "weight",
        called: &["weight", "obes", "bariatr", "metabol"],
        sees: &[
            (Sector::Specialist, "bariatric_physician"),
            (Sector::Specialist, "endocrinologist"),
            (Sector::PrimaryCare, "family_physician"),
            (Sector::Nutrition, "dietitian"),
            (Sector::Fitness, "personal_trainer"),
            (Sector::Counselling, "eating_disorder_therapist"),
            (Sector::Hospital, "surgery_coordinator"),
        ],
    },
    Pack {
        niche: "adhd",
        called: &["adhd", "ad hd", "attention", "executive"],
        sees: &[
            (Sector::Psychiatry, "psychiatrist"),
            (Sector::Neurology, "neurologist"),
            (Sector::Pediatrics, "pediatrician"),
            (Sector::Psychology, "testing_psychologist"),
            (Sector::School, "school_counsellor"),
            (Sector::Coaching, "organizer"),
            (Sector::Employer, "employee_assistance"),
        ],
    },
    Pack {
        niche: "sleep",
        called: &["sleep", "insomn", "apnea", "apnoea"],
        sees: &[
            (Sector::Specialist, "sleep_physician"),
            (Sector::PrimaryCare, "family_physician"),
            (Sector::Neurology, "neurologist"),
            (Sector::Dentistry, "sleep_dentist"),
            (Sector::Psychiatry, "psychiatrist"),
            (Sector::Specialist, "ear_nose_throat"),
            (Sector::Employer, "shift_employer"),
        ],
    },
    Pack {
        niche: "pain",
        called: &["pain", "headache", "migrain", "fibromyalg"],
        sees: &[
            (Sector::Specialist, "pain_physician"),
            (Sector::Specialist, "orthopedist"),
            (Sector::Specialist, "rheumatologist"),
            (Sector::PrimaryCare, "family_physician"),
            (Sector::Physiotherapy, "physiotherapist"),
            (Sector::Chiropractic, "chiropractor"),
            (Sector::Law, "injury_lawyer"),
            (Sector::Insurance, "case_manager"),
        ],
    },
    Pack {
        niche: "sports",
        called: &["sport", "athlet", "running", "runner"],
        sees: &[
            (Sector::Specialist, "sports_physician"),
            (Sector::Specialist, "orthopedist"),
            (Sector::Fitness, "gym_owner"),
            (Sector::Coaching, "team_coach"),
            (Sector::School, "athletic_director"),
            (Sector::Community, "running_club"),
            (Sector::Nutrition, "dietitian"),
            (Sector::Chiropractic, "chiropractor"),
        ],
    },
    Pack {
        niche: "postpartum",
        called: &["postpartum", "perinat", "maternal", "pregnan", "birth", "pelvic"],
        sees: &[
            (Sector::Specialist, "obstetrician"),
            (Sector::Specialist, "midwife"),
            (Sector::Pediatrics, "pediatrician"),
            (Sector::Hospital, "lactation_consultant"),
            (Sector::Community, "doula"),
            (Sector::Community, "parents_group"),
            (Sector::Fitness, "prenatal_teacher"),
            (Sector::Faith, "minister"),
        ],
    },
    Pack {
        niche: "teens",
        called: &["teen", "adolesc", "child", "kid", "youth"],
        sees: &[
            (Sector::School, "school_counsellor"),
            (Sector::Pediatrics, "pediatrician"),
            (Sector::Psychiatry, "psychiatrist"),
            (Sector::Faith, "youth_minister"),
            (Sector::Coaching, "team_coach"),
            (Sector::Agency, "social_worker"),
            (Sector::Law, "juvenile_lawyer"),
        ],
    },
    Pack {
        niche: "couples",
        called: &["couple", "marriage", "marital", "relationship", "premarital"],
        sees: &[
            (Sector::Faith, "minister"),
            (Sector::Law, "mediator"),
            (Sector::PrimaryCare, "family_physician"),
            (Sector::Counselling, "individual_therapist"),
            (Sector::Specialist, "fertility_physician"),
            (Sector::Employer, "employee_assistance"),
            (Sector::Business, "wedding_planner"),
        ],
    },
    Pack {
        niche: "anxiety",
        called: &["anxi", "panic", "stress", "ocd", "phobi", "depress"],
        sees: &[
            (Sector::PrimaryCare, "family_physician"),
            (Sector::Psychiatry, "psychiatrist"),
            (Sector::School, "school_counsellor"),
            (Sector::Employer, "employee_assistance"),
            (Sector::Specialist, "cardiologist"),
            (Sector::Faith, "minister"),
            (Sector::Fitness, "yoga_teacher"),
        ],
    },
    Pack {
        niche: "grief",
        called: &["grie", "berea", "loss"],
        sees: &[
            (Sector::Faith, "minister"),
            (Sector::Hospital, "hospice_worker"),
            (Sector::Business, "funeral_director"),
            (Sector::Law, "estate_lawyer"),
            (Sector::PrimaryCare, "family_physician"),
            (Sector::Community, "support_group"),
        ],
    },
    Pack {
        niche: "addiction",
        called: &["addict", "alcohol", "recover", "substance", "gambl"],
        sees: &[
            (Sector::Agency, "probation_officer"),
            (Sector::Law, "defence_lawyer"),
            (Sector::Hospital, "discharge_planner"),
            (Sector::Psychiatry, "psychiatrist"),
            (Sector::Faith, "minister"),
            (Sector::Employer, "employee_assistance"),
            (Sector::PrimaryCare, "family_physician"),
        ],
    },
    Pack {
        niche: "aging",
        called: &["aging", "ageing", "elder", "senior", "dementia", "geriatr", "balance"],
        sees: &[
            (Sector::PrimaryCare, "family_physician"),
            (Sector::Neurology, "neurologist"),
            (Sector::Agency, "care_manager"),
            (Sector::Law, "estate_lawyer"),
            (Sector::Faith, "minister"),
            (Sector::Community, "senior_center"),
            (Sector::Hospital, "discharge_planner"),
        ],
    },
];

/// The pack of a niche, as a practice calls it; nothing for a niche that has none.
#[must_use]
pub fn pack_for(niche: &str) -> Option<&'static Pack> {
    let folded = fold(niche);
    let said = |called: &&str| folded.split(' ').any(|word| word.starts_with(*called)) || folded.starts_with(*called);
    PACKS.iter().find(|pack| pack.niche == folded).or_else(|| PACKS.iter().find(|pack| pack.called.iter().any(said)))
}

/// Every sector with how it stands in the book: contacts are their sector and when they were last touched. Those that a pack
/// names and nobody has touched come first, then the other gaps, then the rest by when they were last touched.
#[must_use]
pub fn gaps(niche: &str, contacts: impl IntoIterator<Item = (Sector, Option<Instant>)>) -> SectorGaps {
    let pack = pack_for(niche);
    let mut standings: BTreeMap<Sector, SectorStanding> =
        Sector::ALL.iter().map(|sector| (sector.clone(), SectorStanding::of(sector.clone()))).collect();
    for (sector, professions) in pack.into_iter().flat_map(|pack| pack.sees) {
        if let Some(standing) = standings.get_mut(sector) {
            standing.professions.push((*professions).to_owned());
        }
    }
    for (sector, touched) in contacts {
        let standing = standings.entry(sector.clone()).or_insert_with(|| SectorStanding::of(sector));
        standing.contacts += 1;
        standing.touched += u64::from(touched.is_some());
        standing.last_touch = standing.last_touch.max(touched);
    }
    let mut sectors: Vec<SectorStanding> = standings.into_values().collect();
    sectors.sort_by_key(|one| (one.touched > 0, one.professions.is_empty(), one.last_touch));
    SectorGaps { niche: niche.to_owned(), pack: pack.map(|pack| pack.niche.to_owned()), sectors }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_articles_own_niches_lead_to_the_articles_own_professions() {
        let sees = |niche: &str, profession: &str| {
            pack_for(niche).is_some_and(|pack| pack.sees.iter().any(|(_, sees)| *sees == profession))
        };
        assert!(sees("Divorce coaching", "family_lawyer"));
        assert!(sees("weight loss", "bariatric_physician"));
        assert!(sees("AD/HD coaching for adults", "psychiatrist") && sees("ADHD", "neurologist"));
        assert!(pack_for("bicycle repair").is_none() && pack_for("").is_none());
    }

    #[test]
    fn a_suggested_sector_that_nobody_touched_comes_first() {
        let gaps = gaps("sleep", [(Sector::PrimaryCare, Some(Instant(5))), (Sector::Faith, None)]);
        assert!(gaps.sectors[0].touched == 0 && !gaps.sectors[0].professions.is_empty());
        assert_eq!(gaps.sectors.last().map(|last| (&last.sector, last.touched)), Some((&Sector::PrimaryCare, 1)));
        assert_eq!(gaps.sectors.len(), Sector::ALL.len(), "every sector is there");
        let faith = gaps.sectors.iter().find(|one| one.sector == Sector::Faith);
        assert_eq!(faith.map(|one| (one.contacts, one.touched)), Some((1, 0)));
    }
}
