//! What the book tells of the practice, as it is typed and read.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;

const ALL: [&str; 17] = [
    "mix",
    "concentration",
    "conversion",
    "response",
    "thanks",
    "promises",
    "funnel",
    "touches",
    "partners",
    "reciprocity",
    "introductions",
    "top-ten",
    "channels",
    "offices",
    "gifts",
    "calendar",
    "folklore",
];

#[test]
fn a_new_book_has_nothing_to_go_by_and_says_so() {
    let home = Home::with_book();
    for which in ALL {
        let said = home.ok(&format!("insight {which}"));
        assert!(!said.trim().is_empty() && !said.contains("NaN"), "{which}: {said}");
        assert!(home.json(&format!("insight {which}")).is_object());
    }
    assert!(home.ok("insight mix").contains("Nothing to go by yet."));
    assert!(home.ok("insight").contains("rapport insight --help"));
    assert!(home.json("insight")["mix"]["n"] == 0);
}

#[test]
fn each_insight_explains_itself_and_has_an_example() {
    let home = Home::empty();
    for which in ALL.iter().chain(&["standing"]) {
        let help = home.ok(&format!("insight {which} --help"));
        assert!(help.contains("Example") && help.contains(&format!("rapport insight {which}")), "{which}: {help}");
    }
}

#[test]
fn a_mix_stands_beside_its_target_and_too_few_are_too_few() {
    let home = Home::with_people();
    for _ in 0..7 {
        home.ok(r#"referral in "Dr. Sam Lee""#);
    }
    assert!(home.ok("insight concentration").contains("Too few to say: 7 of the 8 that it takes."));
    home.ok(r#"referral in "Ana Ruiz""#);
    let said = home.ok("insight concentration");
    assert!(said.contains("Without Dr. Sam Lee you would lose 7 of 8 referrals, 88 %."), "{said}");
    assert!(said.contains("n = 8") && said.contains("psychiatry"), "{said}");
    let lost = home.json(r#"insight concentration --without "Oak Street""#);
    assert_eq!((lost["referrals"].as_u64(), lost["left"].as_u64()), (Some(1), Some(7)), "Ana works there");
}

#[test]
fn somebodys_standing_says_why_and_whether_to_ask() {
    let home = Home::with_people();
    home.ok(r#"log "Oak Street" --met "Ana Ruiz" --outcome met"#);
    let said = home.ok(r#"insight standing "Ana Ruiz""#);
    assert!(said.contains("met") && said.contains("give more first (0 of 3 gives)"), "{said}");
    assert_eq!(home.json(r#"insight standing "Ana Ruiz""#)["stage"], "met");
    assert!(home.ok(r#"show "Ana Ruiz""#).contains("stage"));
    home.refused(3, "insight standing zebra");
}

#[test]
fn partners_and_folklore_stand_beside_each_other() {
    let home = Home::with_people();
    home.ok(r#"referral in "Dr. Sam Lee""#);
    home.ok(r#"referral out "Dr. Sam Lee""#);
    let said = home.ok("insight partners");
    assert!(said.contains("Dr. Sam Lee") && said.contains("2 more would be enough"), "{said}");
    home.ok("edit practice target:active_partners=1");
    assert!(home.ok("insight partners").contains("That is enough."));
    let folklore = home.ok("insight folklore");
    assert!(folklore.contains("shipped as 3, “Somebody else has your clients”"), "{folklore}");
}

#[test]
fn the_ten_on_the_map_claim_what_they_claim() {
    let home = Home::with_people();
    home.ok(r#"edit "Dr. Sam Lee" top_ten=yes claimed_reach=250"#);
    let said = home.ok("insight top-ten");
    assert!(said.contains("they claim to reach 250 people. Nobody checked it"), "{said}");
}
