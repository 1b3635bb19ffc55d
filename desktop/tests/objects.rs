//! One of each object that `--json` prints, as docs/command-line.md tells of it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, golden::Golden};

#[test]
fn the_objects_are_as_documented() {
    let home = Home::empty();
    let init = home
        .json(r#"init --practice "Riverside Therapy" --device Phone --person Kim --zone Europe/London --region GB"#);
    let mut shown = Golden::default();
    shown.is("init", &init);
    shown.is("add", &home.json(r#"add place "Oak Street Family Medicine" --sector primary_care"#));
    home.ok(r#"add person "Ana Ruiz" --at oak --role front_desk --routes-referrals --phone "+1 555 0100""#);
    home.ok(r#"add person "Dr. Sam Lee" --sector psychiatry"#);
    shown.is(
        "log",
        &home.json(r#"log oak --met ana --left cookies --note "Two new doctors" --next "yesterday: call back""#),
    );
    shown.is("referral", &home.json("referral in lee --via phone"));
    home.ok(r#"note "ask about parking""#);
    home.ok("edit lee tier=a");
    for line in [
        "today",
        "timeline",
        "timeline --limit 2",
        "show ana",
        "find oak",
        "inbox",
        "list people",
        "history oak",
        "conflicts",
        "duplicates",
        "check",
        "undo",
        "show zebra",
    ] {
        let object = if line == "show zebra" {
            serde_json::from_str(&home.run("--json show zebra").stderr).unwrap()
        } else {
            home.json(line)
        };
        shown.is(&line.replace(' ', "-").replace("--", "-"), &object);
    }
}

/// What goes on between the practice and its partners: each command that was there for none of the objects before.
#[test]
fn the_objects_of_partners_are_as_documented() {
    let home = Home::with_people();
    let mut shown = Golden::default();
    home.ok(r#"add person "Dr. Mira Osei" --sector neurology"#);
    home.ok("edit lee tier=a helps=sleep top_ten=yes claimed_reach=250 channel:linkedin:sam-lee=known");
    home.ok(r#"edit oak "address=1 Oak Street, London N1" geo=51.53,-0.1 tier=b"#);
    home.ok(
        r#"edit practice "niche=sleep" "ideal_client=Adults who lie awake" "booking_url=https://riverside.example""#,
    );
    home.ok("stock card +4");
    for line in [
        "log oak --met ana --left card:4 --on \"3 weeks ago\"",
        "note \"somebody for sleep apnoea\" --kind need --about oak",
        "note \"no nuts\" --kind allergy --about ana",
        "referral in lee --topic sleep",
        "give article --to lee",
        "give consult --to lee --received",
        "give spotlight --to lee",
        "give announcement --to lee",
        "benefits lee training \"joint workshop\"",
        "introduce lee osei",
        "announce \"Appointments after five\" --to lee --to osei",
        "event add \"Health fair\" --on \"in 2 weeks\"",
        "hand-off \"sleep apnoea\" --to lee --due tomorrow",
        "ask record lee --profession neurologist --area London --need \"restless legs\"",
        "enrol osei weekly_value",
        "intake doctor=lee teacher",
    ] {
        let object = home.json(line);
        let name = line.split(' ').next().unwrap();
        if line == "give article --to lee" || ["hand-off", "enrol", "intake", "introduce"].contains(&name) {
            shown.is(&format!("receipt-{name}"), &object);
        }
    }
    for line in [
        "today",
        "stock",
        "stock --left oak",
        "stock --pack oak",
        "suggest",
        "brief oak",
        "plan",
        "same-visit",
        "gives lee --ledger",
        "gives --reach article",
        "gifts --ledger",
        "wording show introduction_call",
        "wording fill introduction_call lee",
        "ask compose --profession neurologist --area London --need \"restless legs\" lee",
        "ask list",
        "ask no-list",
        "thanks queue",
        "thanks labels lee",
        "card share lee",
        "card ideal",
        "spotlight list",
        "coaching",
        "playbook show weekly_value",
        "playbook who",
        "playbook adherence",
        "engage",
        "outreach",
        "insight mix",
        "insight partners",
        "insight standing lee",
        "directory sleep",
        "needs",
        "intake",
        "served lee",
        "benefits",
        "path osei",
        "introductions",
        "channels",
        "profile lee",
        "offices",
        "prospects",
        "event list",
        "announce",
        "review",
        "list referrals",
        "status",
    ] {
        let name = line.replace("--", "").replace([' ', '"'], "-");
        shown.is(&format!("partners-{}", name.split("-neuro").next().unwrap()), &home.json(line));
    }
}
