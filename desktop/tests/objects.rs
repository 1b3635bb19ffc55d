//! One of each object that `--json` prints, as docs/command-line.md tells of it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, golden::Golden, server::Running};
use serde_json::{Map, Value};

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
            by_record(home.json(line))
        };
        shown.is(&line.replace(' ', "-").replace("--", "-"), &object);
    }
}

/// What one command writes in one millisecond stands in the order of its ids, which are made by chance: here by what it is.
fn by_record(mut object: Value) -> Value {
    for list in ["items", "latest"] {
        if let Some(all) = object.get_mut(list).and_then(Value::as_array_mut) {
            all.sort_by_key(|one| one["record"].to_string());
        }
    }
    object
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

/// An object whose numbers follow from the day, the machine or the seed: that they are there is what counts.
fn without_numbers(object: &Value) -> Value {
    match object {
        Value::Array(all) => all.iter().map(without_numbers).collect(),
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), without_numbers(value))).collect::<Map<_, _>>().into()
        }
        Value::Number(_) => "<number>".into(),
        other => other.clone(),
    }
}

/// An object with one of its texts, which differs from run to run, named instead.
fn with(mut object: Value, key: &str, text: &str) -> Value {
    assert!(object[key].is_string(), "{key} is in {object}");
    object[key] = text.into();
    object
}

/// Of a list whose order follows from the day or from what differs, the first that has a text at the place.
fn only(mut object: Value, list: &str, place: &str, text: &str) -> Value {
    let all = object[list].as_array_mut().unwrap();
    all.retain(|one| one[place] == text);
    all.truncate(1);
    assert_eq!(all.len(), 1, "{text} is among the {list}");
    object
}

#[test]
fn the_objects_of_gifts_are_as_documented() {
    let home = Home::with_people();
    let mut shown = Golden::default();
    home.ok("edit practice region=US cap:gift_year=20000");
    home.ok("edit lee top_ten=yes");
    let occasions = without_numbers(&home.json("gifts --days 366"));
    shown.is("shape-gifts", &only(occasions, "occasions", "key", "valentines_day"));
    let card = without_numbers(&home.json("gifts lee --days 366"));
    shown.is("shape-gifts-lee", &only(card, "suggestions", "occasion", "valentines_day"));
    shown.is("shape-gifts-deliveries", &without_numbers(&home.json("gifts --deliveries valentines_day")));
}

#[test]
fn the_objects_of_insights_are_as_documented() {
    let home = Home::with_people();
    let mut shown = Golden::default();
    home.ok("edit practice niche=sleep cap:gift_year=20000 target:active_partners=2");
    home.ok("edit lee top_ten=yes claimed_reach=250 tier=a channel:phone:555-0101=verified");
    home.ok(&format!("edit ana introduced_by:{}=yes", home.json("show lee")["id"].as_str().unwrap()));
    for line in [
        "log oak --met ana --met lee --left cookies",
        "give cookies --to lee --cost 1450",
        "referral in lee --topic sleep",
        "referral out lee",
        r#"ask record lee --profession neurologist --area London --need "restless legs" --put call"#,
        r#"hand-off "sleep apnoea" --to lee --due tomorrow"#,
    ] {
        home.ok(line);
    }
    for name in [
        "mix",
        "concentration",
        "concentration --without lee",
        "conversion",
        "response",
        "thanks",
        "promises",
        "funnel",
        "touches",
        "partners",
        "standing lee",
        "reciprocity",
        "introductions",
        "top-ten",
        "channels",
        "offices",
        "gifts",
        "calendar --year 2024",
        "folklore",
    ] {
        let object = without_numbers(&home.json(&format!("insight {name}")));
        shown.is(&format!("shape-insight-{}", name.replace("--", "").replace(' ', "-")), &object);
    }
    // The year's is a calendar's, whose days are more each day.
    let mut first = without_numbers(&home.json("insight"));
    for (name, one) in first.as_object_mut().unwrap() {
        assert!(one["n"].is_string(), "{name} is an insight");
        *one = format!("<as insight {}>", if name == "year" { "calendar" } else { name }).into();
    }
    shown.is("shape-insight", &first);
    shown.is("shape-sectors", &without_numbers(&home.json("sectors")));
}

#[test]
fn the_objects_of_what_goes_in_and_out_are_as_documented() {
    let server = Running::start();
    let (home, desktop, made_up) = (Home::with_people(), Home::empty(), Home::empty());
    let mut shown = Golden::default();
    let cards = concat!(env!("CARGO_MANIFEST_DIR"), "/../samples/contacts.vcf");
    shown.is("out-import-dry-run", &home.json(&format!("import \"{cards}\" --dry-run")));
    home.ok(&format!("import \"{cards}\""));
    for line in ["export book.json", "export people.vcf", "export people.csv", "backup riverside.zip"] {
        shown.is(&format!("out-{}", line.replace([' ', '.'], "-")), &home.json(line));
    }
    let alone = home.run("--json sync");
    assert_eq!(alone.code, 6, "{}", alone.stderr);
    shown.is("out-sync-alone", &serde_json::from_str(&alone.stdout).unwrap());
    shown.is("out-pair-new", &without_numbers(&home.json(&format!("pair new {}", server.url))));
    let code = home.json("pair show");
    let typed = code["code"].as_str().unwrap().to_owned();
    shown.is("out-pair-show", &with(without_numbers(&code), "code", "<code>"));
    let joined = desktop.json(&format!("pair join {typed} --device Desktop --person Kim"));
    shown.is("out-pair-join", &without_numbers(&joined));
    shown.is("out-sync", &without_numbers(&home.json("sync")));
    shown.is("out-devices", &only(without_numbers(&home.json("devices")), "devices", "name", "Phone"));
    shown.is("out-sample", &without_numbers(&made_up.json("sample --years 1 --contacts 40")));
}
