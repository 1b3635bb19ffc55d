//! Partners over real HTTP: the list narrowed and kept as a view, several changed at once, and what leads on from a page.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

#[test]
fn a_view_is_kept_under_a_name_and_let_go() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let narrowed = "/partners?form=place";
    assert!(window.page(narrowed).contains("Keep this view"));
    assert!(!window.page("/partners").contains("Keep this view"), "everybody is no view");
    window.send("/partners/views", "name=Places+only&address=%2Fpartners%3Fform%3Dplace");
    let list = window.page("/partners");
    assert!(list.contains("Places only") && list.contains("href=\"/partners?form=place\""));
    assert!(window.page(narrowed).contains("Keep this view no more"));
    window.send("/partners/views/drop", "name=Places+only");
    assert!(!window.page("/partners").contains("Places only"));
    let elsewhere = window.post("/partners/views", &[("name", "x"), ("address", "https://evil.example")]);
    assert!(window.follow(&elsewhere).contains("narrows the list"), "a view leads nowhere else");
}

#[test]
fn several_are_changed_in_one_go_and_taken_back_in_one() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let page = window.page("/partners?form=person&choose=1");
    let ids: Vec<&str> =
        page.split("name=\"who\" value=\"").skip(1).map(|after| after.split('"').next().unwrap()).collect();
    assert!(ids.len() >= 2, "{page}");
    let ticked = ids.iter().fold(String::new(), |sent, id| sent + "who=" + id + "&");
    window.send("/partners/several", &format!("{ticked}tag=vip&tier=a"));
    let vips = window.page("/partners?tag=vip&tier=a");
    assert!(ids.iter().all(|id| vips.contains(&format!("/partners/{id}"))), "each has the label and the tier");
    let times = u32::try_from(ids.len()).unwrap();
    window.undo(times);
    assert!(window.page("/partners?tag=vip").contains("Nobody here fits that"));
    let nobody = window.post("/partners/several", &[("tag", "vip")]);
    assert!(window.follow(&nobody).contains("obody was ticked"));
}

#[test]
fn a_page_leads_to_what_one_does_with_somebody() {
    let home = Home::with_people();
    let ana = home.json("show Ana")["id"].as_str().unwrap().to_owned();
    let window = Window::on(&home);
    let page = window.page(&format!("/partners/{ana}"));
    let written = ana.replace('-', "%2D");
    for path in [
        format!("/log?at={written}"),
        format!("/edit/{ana}"),
        format!("/history/{ana}"),
        format!("/records/{ana}"),
        format!("/inbox?whom%5Fis={written}"),
        format!("/promises?to%5Fis={written}"),
        format!("/referrals/in?who%5Fis={written}"),
    ] {
        assert!(page.contains(&format!("href=\"{path}\"")), "{path} is there");
        assert!(window.page(&path).contains("Ana Ruiz"), "{path} is about her");
    }
}

#[test]
fn a_team_looks_for_whom_each_of_them_saw_last() {
    let home = Home::with_people();
    home.ok(r#"log "Oak Street" --outcome met"#);
    let window = Window::on(&home);
    let seen = window.page("/partners?by=Kim");
    assert!(seen.contains("Oak Street") && !seen.contains("Dr. Sam Lee"), "{seen}");
    assert!(window.page("/partners?by=Robin").contains("Nobody here fits that"));
}
