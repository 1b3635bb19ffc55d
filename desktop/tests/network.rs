//! The network at the command line: sectors, directory, needs, introductions, channels, prospects, events, review.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;

#[test]
fn a_niche_shows_whom_to_look_for() {
    let home = Home::with_people();
    let said = home.ok("sectors --niche divorce");
    assert!(said.contains("family lawyers") && said.contains("ministers"), "{said}");
    assert!(home.ok("sectors --niche weight").contains("bariatric physicians"));
    let adhd = home.ok(r#"sectors --niche "AD/HD coaching""#);
    assert!(adhd.contains("psychiatrists") && adhd.contains("neurologists"), "{adhd}");
    assert!(home.ok("sectors --niche plumbing").contains("no starter pack"));
    assert_eq!(home.json("sectors --niche sleep")["pack"], "sleep");
}

#[test]
fn if_you_cant_help_you_find_who_can_and_hand_over_in_person() {
    let home = Home::with_people();
    assert!(home.ok("directory sleep apnoea").contains("rapport hand-off"));
    home.ok(r#"edit lee "helps=sleep apnoea""#);
    home.ok(r#"note "careful and quick" --kind vetting --about lee"#);
    let said = home.ok("directory somebody for sleep");
    assert!(said.contains("Dr. Sam Lee") && said.contains("careful and quick"), "{said}");
    home.ok("hand-off sleep apnoea --to lee --due yesterday");
    assert!(home.ok("today").contains("hand over in person: sleep apnoea"));
    home.ok(r#"hand-off grief group --due "in 1 week""#);
    assert_eq!(home.json("directory sleep")["hand_offs"].as_array().unwrap().len(), 2);
    home.ok("edit lee competitor=yes");
    let directory = home.json("directory sleep");
    assert_eq!((directory["entries"].as_array().unwrap().len(), &directory["competitors"]), (0, &1.into()));
}

#[test]
fn needs_are_matched_and_met() {
    let home = Home::with_people();
    assert!(home.ok("needs").contains("--kind need"));
    let need = home.id(r#"note "somebody for sleep apnoea" --kind need --about oak"#);
    home.ok(r#"add item "Sleep diary" --topic sleep"#);
    let said = home.ok("needs");
    assert!(said.contains("Oak Street") && said.contains("Sleep diary"), "{said}");
    home.ok(&format!("needs --met {need}"));
    assert!(home.json("needs")["needs"].as_array().unwrap().is_empty());
    let note = home.id(r#"note "no need""#);
    home.refused(2, &format!("needs --met {note}"));
}

#[test]
fn an_intake_counts_whom_a_client_sees_and_keeps_no_client() {
    let home = Home::with_people();
    home.ok(r#"intake doctor="Sam Lee" teacher spouse"#);
    home.ok(r#"intake doctor="Dr Novak" --new --source professional --from lee"#);
    home.ok(r#"intake "Sam Lee""#);
    let said = home.ok("intake");
    assert!(said.contains("Dr. Sam Lee") && said.contains("Dr Novak") && said.contains("spouse"), "{said}");
    assert!(home.refused(2, r#"intake spouse="Tom Smith""#).contains("would tell the client's"));
    assert!(home.refused(2, r#"intake dragon="Tom Smith""#).contains("teacher"));
    home.refused(3, r#"intake "Dr Nobody""#);
    assert!(home.ok("prospects --source popular").contains("Dr Novak"));
    let referral = &home.json("list referrals")["items"][0];
    assert_eq!((&referral["source_class"], &referral["status"]), (&"professional".into(), &"started".into()));
    assert!(home.json("today")["unanswered"].as_array().unwrap().is_empty());
    assert!(home.json("inbox")["notes"].as_array().unwrap().is_empty());
    home.ok("undo");
    home.ok("undo");
    let seen =
        home.json("intake")["seen"].as_array().unwrap().iter().map(|one| one["count"].clone()).collect::<Vec<_>>();
    assert_eq!(seen, [1, 1, 1], "one intake is one undo, with whom it put into the book and how they came");
    assert!(home.json("list referrals")["items"].as_array().unwrap().is_empty());
}

#[test]
fn a_source_is_served_and_is_good_for_more_than_referrals() {
    let home = Home::with_people();
    home.ok("referral in lee");
    home.ok("referral answered lee");
    home.ok("referral thanked lee");
    home.ok("log lee --left cookies");
    home.ok("introduce lee ana");
    let served = home.json("served lee");
    assert_eq!((&served["received"], &served["answered"], &served["thanked"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!((&served["introductions"], &served["gives"]), (&1.into(), &2.into()));
    assert!(home.ok("served lee").contains("within a day"));
    home.ok("benefits lee training joint workshop in spring");
    let id = home.id(r#"benefits lee "shared care""#);
    let said = home.ok("benefits");
    assert!(said.contains("joint workshop in spring") && said.contains("shared care"), "{said}");
    home.ok(&format!("benefits --ended {id}"));
    assert!(home.json("benefits")["benefits"][0]["ended"].is_string());
}

#[test]
fn the_way_to_somebody_leads_through_who_knows_them() {
    let home = Home::with_people();
    home.ok(r#"add person "Dr. Harriet Osei""#);
    assert!(home.ok("path osei").contains("knows="));
    home.ok(r#"edit ana "knows=Harriet Osei""#);
    home.ok("log oak --met ana");
    let said = home.ok("path osei");
    assert!(said.contains("Ana Ruiz → Dr. Harriet Osei") && said.contains("Hello Ana Ruiz"), "{said}");
    let asked = home.json("path osei --ask --due yesterday");
    assert!(asked["draft"].as_str().unwrap().contains("Riverside Therapy"));
    assert!(home.ok("today").contains("ask for an introduction to Dr. Harriet Osei"));
    home.ok(&format!("done {}", asked["id"].as_str().unwrap()));
    home.ok(&format!(r#"edit {} "answer=wrote to her""#, asked["id"].as_str().unwrap()));
    let said = home.ok("introductions");
    assert!(said.contains("Ana Ruiz") && said.contains("wrote to her"), "{said}");
    home.ok("undo");
    home.ok("introduce lee osei --by meeting");
    assert!(home.ok("introductions").contains("You connected"));
    assert!(home.ok("undo").contains("an introduction"));
}

#[test]
fn what_is_missing_is_added_and_a_profile_shows_it() {
    let home = Home::with_people();
    assert!(home.ok("channels").contains("lacks"));
    home.ok("channels lee --add linkedin:in/samlee --add web:example.org");
    home.ok("channels lee --verified linkedin");
    let shown = home.ok("channels lee");
    assert!(shown.contains("1 of 4 verified") && shown.contains("missing"), "{shown}");
    assert!(home.refused(2, "channels lee --verified fax").contains("--add fax:"));
    home.ok(r#"note "dark chocolate" --kind likes --about lee"#);
    let profile = home.ok("profile lee");
    assert!(profile.contains("dark chocolate") && profile.contains("follow: linkedin"), "{profile}");
    assert_eq!(home.json("profile oak")["social"].as_array().unwrap().len(), 2, "the place and Ana");
}

#[test]
fn an_office_where_only_the_provider_is_known_is_warned_of() {
    let home = Home::with_people();
    home.ok(r#"add place "Elm Clinic""#);
    home.ok(r#"add person "Dr. Wen Zhao" --at Elm --role provider"#);
    let said = home.ok("offices");
    let elm = said.lines().find(|line| line.contains("Elm Clinic")).unwrap();
    assert!(elm.contains("who routes referrals?"), "{said}");
    assert_eq!(home.json("offices --warned")["offices"].as_array().unwrap().len(), 1);
}

#[test]
fn prospects_come_by_hand_and_from_the_registry() {
    let home = Home::with_people();
    home.ok(r#"prospects --add "Dr Novak" --source recommended --sector neurology"#);
    let said = home.ok("prospects");
    assert!(said.contains("Dr Novak") && said.contains("neurology"), "{said}");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/npi-maplewick.csv");
    assert!(home.refused(2, &format!("import {sample}")).contains("postal"));
    let report = home.json(&format!("import {sample} --postal 02199 --since 2026-10-01"));
    assert_eq!(report["new"], 4);
    assert!(home.ok("prospects --source npi").contains("Amara Okonjo"));
}

#[test]
fn an_event_is_planned_gone_to_and_its_people_are_kept_in_one_go() {
    let home = Home::with_people();
    home.ok(r#"event add "Chamber breakfast" --on tomorrow --skill "one question more""#);
    home.ok("event log breakfast");
    home.refused(3, r#"event people breakfast ana "Todd Baker""#);
    let said = home.ok(r#"event people breakfast ana "Todd Baker" "Lin Wu" --new"#);
    assert!(said.contains("Todd Baker"), "{said}");
    let list = home.ok("event list");
    assert!(list.contains("one question more") && list.contains("Lin Wu") && list.contains("of 2"), "{list}");
    home.ok("edit practice target:new_events=4");
    assert_eq!(home.json("event list")["goal"], 4);
    home.ok("announce two openings for teens --sector psychiatry --to oak");
    assert!(home.ok("announce").contains("told 2"));
    home.refused(2, "announce two openings");
}

#[test]
fn a_detail_is_confirmed_or_said_anew() {
    let home = Home::with_people();
    assert!(home.ok("review").contains("Nothing has to be confirmed"));
    home.ok("review ana --confirm phone");
    home.ok(r#"review oak "hours=Mon-Thu 8-5""#);
    let oak = home.json("show oak");
    assert_eq!(oak["hours"], "Mon-Thu 8-5");
    assert!(oak["confirmed"]["hours"].is_string() && home.json("show ana")["confirmed"]["phone"].is_string());
    home.refused(2, "review ana --confirm shoes");
    home.ok("edit ana confirmed:phone=2020-01-01");
    assert!(home.ok("review").contains("+1 555 0100"));
}
