//! Asks, events, the directory, needs, the review, the queue of pages, prospects, fields and what was done for a source: on the
//! screens.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

fn id_of(home: &Home, who: &str) -> String {
    home.json(&format!("show \"{who}\""))["id"].as_str().unwrap().to_owned()
}

#[test]
fn an_ask_is_composed_kept_rehearsed_put_answered_and_left_to_rest() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.page("/asks").contains("You have asked nobody yet."));
    let vague = window.page("/asks/compose?who=lee&profession=anyone&area=Riverside");
    assert!(vague.contains("“anyone” may be anybody") && vague.contains("No need is named yet."), "{vague}");
    let exact = window.page("/asks/compose?who=lee&profession=neurologist&area=Riverside&need=epilepsy");
    assert!(!exact.contains("leaves this device"), "{exact}");
    let named = window.page("/asks/compose?profession=neurologist&area=Riverside&need=my+client+Sarah+Whitfield");
    assert!(named.contains("“Sarah Whitfield” looks like") && named.contains("leaves this device"), "{named}");
    assert!(exact.contains("It is exact.") && exact.contains("neurologist"), "{exact}");
    assert!(window.page("/asks/compose?who=zebra&need=x").contains("Nobody in the book is called so."));

    let lee = id_of(&home, "Dr. Sam Lee");
    let seeks = [("profession", "neurologist"), ("area", "Riverside"), ("need", "epilepsy")];
    let nobody = window.post("/asks", &seeks);
    assert!(nobody.status == 422 && nobody.body.contains("Say above who is asked."));
    let kept = window.done("/asks", &[("who_is", lee.as_str())].into_iter().chain(seeks).collect::<Vec<_>>());
    assert!(kept.contains("To ask") && kept.contains("Dr. Sam Lee"), "{kept}");
    let ask = home.json("ask list")["asks"][0]["id"].as_str().unwrap().to_owned();
    assert!(window.page("/rehearse").contains(&ask));
    let cards = window.page(&format!("/rehearse/{ask}"));
    assert!(cards.contains("To ask") && cards.contains("If they say no") && cards.contains("epilepsy"), "{cards}");

    assert!(window.done(&format!("/asks/{ask}/put"), &[("by", "call")]).contains("not answered yet"));
    let answered = window.done(&format!("/asks/{ask}/answer"), &[("answer", "no"), ("said", "knows nobody there")]);
    assert!(answered.contains("Not asked for now") && answered.contains("knows nobody there"), "{answered}");
    assert_eq!(home.json("ask no-list")["no_list"].as_array().unwrap().len(), 1);
    let again = window.page("/asks/compose?who=lee&profession=neurologist&area=Riverside&need=epilepsy");
    assert!(again.contains("They asked to be left alone until"), "{again}");
    assert_eq!(
        window.post(&format!("/asks/{ask}/answer"), &[("answer", "perhaps")]).status,
        303,
        "it says what is missing"
    );
    assert_eq!(home.json("ask list")["asks"][0]["state"], "no");
}

#[test]
fn an_introduction_is_asked_for_by_name() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let lee = id_of(&home, "Dr. Sam Lee");
    assert!(window.page("/asks/compose?who=lee&other=Dr+Osei").contains("get to know Dr Osei"));
    window.done("/asks", &[("who_is", &lee), ("other", "Dr Osei")]);
    assert_eq!(home.json("introductions")["asked"][0]["to"], "Dr Osei");
    let ask = home.json("ask list")["asks"][0]["id"].as_str().unwrap().to_owned();
    let cards = window.page(&format!("/rehearse/{ask}"));
    assert!(cards.contains("get to know Dr Osei") && !cards.contains("introduction:"), "{cards}");
}

#[test]
fn an_event_is_planned_gone_to_and_all_who_were_met_are_kept_in_one_go() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.page("/events").contains("No event yet."));
    assert_eq!(window.post("/events", &[("name", "Chamber breakfast"), ("on", "")]).status, 422);
    let event = [("name", "Chamber breakfast"), ("on", "2027-03-04T07:30"), ("skill", "ask one question more")];
    let planned = window.post("/events", &event);
    let page = planned.header("location").unwrap().to_owned();
    assert!(window.follow(&planned).contains("Were you there?"));
    assert!(window.page("/events").contains("To come"));
    let been = window.done(&format!("{page}/been"), &[("skill", "listened"), ("intel", "they look for speakers")]);
    assert!(been.contains("they look for speakers") && !been.contains("Were you there?"), "{been}");
    assert!(window.page("/events").contains("New this year: 1 of 2"));

    let unknown = window.post(&format!("{page}/met"), &[("people", "Todd Baker\nana")]);
    assert!(unknown.status == 422 && unknown.body.contains("Not in the book yet: Todd Baker"), "{}", unknown.body);
    assert!(home.json("find todd")["contacts"].as_array().unwrap().is_empty(), "nobody was kept");
    let met = window.done(&format!("{page}/met"), &[("people", "Todd Baker\nana"), ("new", "1")]);
    assert!(met.contains("2 people are kept") && met.contains("Todd Baker") && met.contains("Ana Ruiz"), "{met}");
    window.done("/undo", &[("times", "1")]);
    assert!(home.json("find todd")["contacts"].as_array().unwrap().is_empty());
}

#[test]
fn whoever_can_help_is_found_and_somebody_is_handed_over() {
    let home = Home::with_people();
    home.ok(r#"edit lee helps="sleep apnoea""#);
    let lee = id_of(&home, "Dr. Sam Lee");
    let window = Window::on(&home);
    let found = window.page("/directory?need=sleep");
    assert!(found.contains("Dr. Sam Lee") && found.contains("sleep apnoea"), "{found}");
    let over = window.done("/directory/hand-off", &[("need", "sleep"), ("to", &lee), ("due", "1 week")]);
    assert!(over.contains("Hand-offs promised") && over.contains("to Dr. Sam Lee"), "{over}");
    let hand_off = home.json("directory sleep")["hand_offs"][0]["id"].as_str().unwrap().to_owned();
    window.done("/promises/state", &[("id", &hand_off), ("state", "done")]);
    assert!(home.json("directory sleep")["hand_offs"].as_array().unwrap().is_empty());
    assert!(window.page("/directory?need=grief").contains("Nobody in the book is known to help with that."));
    window.done("/directory/hand-off", &[("need", "grief"), ("due", "1 week")]);
    assert_eq!(home.json("directory grief")["hand_offs"][0]["to"], serde_json::Value::Null);
}

#[test]
fn a_need_is_kept_matched_and_met() {
    let home = Home::with_people();
    home.ok(r#"edit lee helps="sleep apnoea""#);
    let window = Window::on(&home);
    assert!(window.page("/needs").contains("No need is open."));
    let nobody = window.post("/needs", &[("text", "somebody for sleep")]);
    assert!(nobody.status == 422 && nobody.body.contains("Say who."), "{}", nobody.body);
    let kept = window.done("/needs", &[("text", "somebody for sleep apnoea"), ("who", "oak")]);
    assert!(
        kept.contains("Oak Street") && kept.contains("somebody who helps") && kept.contains("Dr. Sam Lee"),
        "{kept}"
    );
    let need = home.json("needs")["needs"][0]["id"].as_str().unwrap().to_owned();
    window.done("/needs/met", &[("id", &need)]);
    assert!(home.json("needs")["needs"].as_array().unwrap().is_empty());
}

#[test]
fn an_old_detail_is_confirmed_or_said_anew_with_one_tap() {
    let home = Home::with_people();
    home.ok(r#"edit "Oak Street" "hours=Mon-Fri 9-5" "confirmed:hours=2024-01-01" "drop_in=mornings" "confirmed:drop_in=2024-01-01""#);
    let oak = id_of(&home, "Oak Street");
    let window = Window::on(&home);
    assert!(window.page("/review").contains("Mon-Fri 9-5"));
    let hours = [("id", oak.as_str()), ("field", "hours"), ("was", "Mon-Fri 9-5"), ("now", "Mon-Thu 8-5")];
    assert!(window.done("/review", &hours).contains("Changed, and confirmed today."));
    let drop_in = [("id", oak.as_str()), ("field", "drop_in"), ("was", "mornings"), ("now", "mornings")];
    assert!(window.done("/review", &drop_in).contains("Confirmed today."));
    let kept = home.json(r#"show "Oak Street""#);
    assert_eq!((kept["hours"].as_str(), kept["drop_in"].as_str()), (Some("Mon-Thu 8-5"), Some("mornings")));
    assert!(home.json("review")["stale"].as_array().unwrap().is_empty(), "{}", home.ok("review"));
    assert!(window.page("/review").contains("Nothing has to be confirmed."));
}

#[test]
fn five_minutes_of_pages_are_done_one_by_one_and_the_queue_stays_in_sight() {
    let home = Home::with_people();
    home.ok("edit lee channel:web:lee.example=known channel:linkedin:in/samlee=known");
    home.ok("enrol lee social_first");
    let window = Window::on(&home);
    let queue = window.page("/engage");
    assert!(queue.contains("Dr. Sam Lee") && queue.contains("href=\"https://lee.example\""), "{queue}");
    assert!(queue.contains("In touch this week: 0 of"), "{queue}");
    let one = home.json("engage")["queue"][0].clone();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let (who, playbook, at) = (text(&one["who"]["id"]), text(&one["playbook"]["id"]), text(&one["step"]["at"]));
    window.done("/today/done", &[("contact", &who), ("playbook", &playbook), ("at", &at), ("by", "complete")]);
    assert!(window.page("/engage").contains("Nobody's pages are due today."));
    assert!(home.json("engage")["queue"].as_array().unwrap().is_empty());
}

#[test]
fn prospects_fields_and_what_was_done_for_a_source_are_there_to_look_at() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert_eq!(window.post("/prospects", &[("name", "")]).status, 422);
    let fields = [("name", "Dr Novak"), ("form", "person"), ("source", "recommended"), ("sector", "neurology")];
    assert!(window.done("/prospects", &fields).contains("Dr Novak"));
    assert!(window.page("/prospects?source=recommended").contains("Dr Novak"));
    assert!(window.page("/prospects?source=npi").contains("Nobody was found so."));
    assert_eq!(home.json("prospects")["prospects"][0]["found_via"], "recommended");

    let gaps = window.page("/sectors?niche=divorce");
    assert!(gaps.contains("They see your clients") && gaps.contains("family lawyers"), "{gaps}");

    home.ok("log lee");
    home.ok("give article --to lee");
    let served = window.page(&format!("/served/{}", id_of(&home, "Dr. Sam Lee")));
    assert!(served.contains("Done for Dr. Sam Lee") && served.contains("Given or left"), "{served}");
    assert!(window.page("/served?q=lee").contains("Dr. Sam Lee"));
}

#[test]
fn whom_one_knows_at_an_office_and_how_to_reach_them_is_seen_and_filled_in() {
    let home = Home::with_people();
    home.ok(r#"add place "Elm Clinic""#);
    home.ok(r#"add person "Dr. Bo Elm" --at "Elm Clinic" --role provider"#);
    let window = Window::on(&home);
    let offices = window.page("/offices");
    let (warned, others) = offices.split_once("All others").unwrap();
    assert!(warned.contains("Elm Clinic") && others.contains("Oak Street"), "{offices}");

    let lee = id_of(&home, "Dr. Sam Lee");
    assert!(window.page("/channels").contains("lacks phone, email, web, linkedin"));
    let page = format!("/channels/{lee}");
    assert_eq!(window.post(&page, &[("kind", "linkedin"), ("value", "")]).status, 422);
    assert!(window.done(&page, &[("kind", "linkedin"), ("value", "in/samlee")]).contains("I follow them"));
    let followed = window.done(&format!("{page}/verified"), &[("channel", "linkedin:in/samlee")]);
    assert!(followed.contains("1 of 4 verified") && followed.contains("followed"), "{followed}");
    assert_eq!(home.json("show lee")["channel"]["linkedin:in/samlee"], "verified");
}
