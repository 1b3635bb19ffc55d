//! Playbooks and introductions in the app: who is put in, does a step, rests and leaves; a playbook written, changed and copied;
//! two people connected, thanks for an introduction, the way to somebody.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

/// The id of a shipped playbook.
fn playbook(home: &Home, short: &str) -> String {
    let all = home.json("playbook list");
    let found = all["playbooks"].as_array().unwrap().iter().find(|one| one["short"] == short).unwrap();
    found["id"].as_str().unwrap().to_owned()
}

fn contact(home: &Home, who: &str) -> String {
    home.json(&format!("show \"{who}\""))["id"].as_str().unwrap().to_owned()
}

#[test]
fn somebody_is_put_in_does_a_step_rests_and_leaves() {
    let home = Home::with_people();
    let (weekly, lee) = (playbook(&home, "weekly_value"), contact(&home, "Dr. Sam Lee"));
    let window = Window::on(&home);
    assert!(window.page("/playbooks").contains("Weekly value, then ask to meet"));
    let one = format!("/playbooks/{weekly}");
    assert!(window.refused(&format!("{one}/enrol"), "who=").contains("Say who"));
    let wrong = window.refused(&format!("{one}/enrol"), "who=Dr.+Sam+Lee&from=someday");
    assert!(wrong.contains("value=\"Dr. Sam Lee\"") && wrong.contains("aria-invalid"), "what was typed stays");
    window.send(&format!("{one}/enrol"), "who=Dr.+Sam+Lee");
    let page = window.page(&one);
    assert!(page.contains("Give something of value") && page.contains("step 1 of 4"), "{page}");
    let at = home.json("playbook who")["enrolled"][0]["step"]["at"].as_str().unwrap().to_owned();
    let deed = |act: &str| format!("playbook={weekly}&contact={lee}&at={at}&do={act}");
    window.send("/playbooks/step", &deed("done"));
    assert!(window.page(&one).contains("step 2 of 4"));
    window.undo(1);
    assert!(window.page(&one).contains("step 1 of 4"));
    window.send("/playbooks/step", &deed("later"));
    assert!(window.page(&one).contains("quiet until"));
    window.send("/playbooks/step", &deed("pause"));
    assert!(window.page(&one).contains("paused since") && window.page(&one).contains("Go on"));
    window.send("/playbooks/step", &deed("resume"));
    window.send("/playbooks/step", &deed("skip"));
    assert!(window.page(&one).contains("step 2 of 4"));
    window.send("/playbooks/step", &deed("leave"));
    assert!(window.page(&one).contains("left today"));
    assert_eq!(home.json("playbook who")["enrolled"][0]["standing"]["state"], "left");
}

#[test]
fn a_playbook_is_written_changed_and_copied() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let none = window.refused("/playbooks/new", "name=Three+gives&s0%3Aid=&s0%3Atitle=");
    assert!(none.contains("a playbook needs a step") && none.contains("value=\"Three gives\""), "{none}");
    let steps = "s0%3Aid=&s0%3Atitle=Send+an+article&s0%3Await=0&s0%3Akinds=give&s1%3Aid=&s1%3Atitle=Ask+to+meet&s1%3Await=7&s1%3Aasks=1";
    let wrong = window.refused("/playbooks/new", &format!("name=Three+gives&{steps}&branches=nonsense"));
    assert!(wrong.contains("call:answered = ask") && wrong.contains("value=\"Send an article\""));
    let one = window.send("/playbooks/new", &format!("name=Three+gives&{steps}&branches=s2%3Aany+%3D+s1"));
    assert_eq!(window.post(&one, &[]).status, 405, "{one} is a page");
    let page = window.page(&one);
    assert!(page.contains("Send an article") && page.contains("7 days later") && page.contains("an ask"), "{page}");
    let form = window.page(&format!("{one}/edit"));
    assert!(form.contains("value=\"Ask to meet\"") && form.contains("name=\"s2:title\""), "there is room for more");
    let id = one.rsplit('/').next().unwrap();
    let kept = home.json(&format!("playbook show {}", &id[id.len() - 8..]));
    assert_eq!(kept["step"].as_object().unwrap().len(), 2);
    let ids: Vec<&String> = kept["step"].as_object().unwrap().keys().collect();
    let changed = format!(
        "name=Two+gives&s0%3Aid={}&s0%3Atitle=Send+a+card&s0%3Aorder=1&s0%3Await=0&s1%3Aid={}&s1%3Atitle=Ask+to+meet&s1%3Aorder=2&s1%3Await=7&s1%3Adropped=1",
        ids[0], ids[1]
    );
    window.send(&format!("{one}/edit"), &changed);
    let page = window.page(&one);
    assert!(page.contains("Two gives") && page.contains("Send a card") && !page.contains("Ask to meet"));
    let weekly = playbook(&home, "weekly_value");
    let copy = window.page(&format!("/playbooks/new?from={weekly}"));
    assert!(copy.contains("Weekly value, then ask to meet, mine") && copy.contains("ask:any = value_1"));
}

#[test]
fn two_are_connected_and_thanks_for_an_introduction_are_logged() {
    let home = Home::with_people();
    home.ok(r#"edit "Dr. Sam Lee" introduced_by="Ana Ruiz""#);
    let (ana, lee) = (contact(&home, "Ana Ruiz"), contact(&home, "Dr. Sam Lee"));
    let window = Window::on(&home);
    let page = window.page("/introductions");
    assert!(page.contains("<div class=\"map\"") && page.contains("Thanks owed"), "{page}");
    assert!(page.contains(&format!("<a href=\"/partners/{ana}\"><rect")), "a name on the map leads to its page");
    window.send("/introductions/thanked", &format!("by={ana}&about={lee}"));
    assert!(!window.page("/introductions").contains("Thanks owed"));
    assert_eq!(home.json("insight introductions")["unthanked"].as_array().unwrap().len(), 0);
    let same = window.refused("/introductions", "one=Ana+Ruiz&other=Ana+Ruiz");
    assert!(same.contains("one and the same"), "{same}");
    assert!(window.refused("/introductions", "one=Ana+Ruiz&other=Nobody").contains("value=\"Ana Ruiz\""));
    window.send("/introductions", "one=Ana+Ruiz&other=Dr.+Sam+Lee&by=email");
    assert!(window.page("/introductions").contains("You connected"));
    window.undo(1);
    assert!(!window.page("/introductions").contains("You connected"));
}

#[test]
fn the_way_to_somebody_leads_through_who_knows_them() {
    let home = Home::with_people();
    home.ok(r#"add person "Dr. Ama Osei""#);
    let window = Window::on(&home);
    assert!(window.page("/introductions/path?to=Osei").contains("Nobody whom you meet is known to know them"));
    home.ok(r#"edit "Ana Ruiz" knows="Dr. Ama Osei""#);
    home.ok(r#"log "Ana Ruiz""#);
    let page = window.page("/introductions/path?to=Osei");
    assert!(page.contains("The way to Dr. Ama Osei") && page.contains("I believe you know Dr. Ama Osei"), "{page}");
    let (ana, osei) = (contact(&home, "Ana Ruiz"), contact(&home, "Dr. Ama Osei"));
    window.send("/introductions/path/ask", &format!("to_is={osei}&of={ana}&due=in+2+weeks"));
    assert!(window.page("/promises?kind=ask").contains("ask for an introduction to Dr. Ama Osei"));
    assert!(window.page("/introductions").contains("You asked for"));
}
