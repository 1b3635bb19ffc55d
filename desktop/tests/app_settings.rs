//! Settings in the app: the practice and its numbers, days off, coaching, and the look of this browser.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

#[test]
fn what_is_changed_is_kept_and_what_was_not_touched_stays() {
    let home = Home::with_people();
    home.ok("edit practice niche=sleep");
    let window = Window::on(&home);
    let page = window.page("/settings");
    assert!(page.contains("name=\"was:niche\" value=\"sleep\"") && page.contains("value=\"Riverside"), "{page}");
    window.send(
        "/settings",
        "was%3Aniche=sleep&niche=sleep+and+anxiety&was%3Atarget%3Amix_professional=&target%3Amix_professional=60&was%3Afolklore%3Athank_hours=&folklore%3Athank_hours=24",
    );
    let practice = home.json("show practice");
    assert_eq!(practice["niche"], "sleep and anxiety");
    assert_eq!(practice["target"]["mix_professional"], 60);
    assert!(
        window.page("/insights/thanks").contains("Within 24 hours")
            || window.page("/settings").contains("value=\"24\"")
    );
    window.undo(1);
    assert_eq!(home.json("show practice")["niche"], "sleep");
    assert!(window.done("/settings", &[("was:niche", "sleep"), ("niche", "sleep")]).contains("It says so already"));
    let wrong = window.refused(
        "/settings",
        "was%3Ahours%3Amon=&hours%3Amon=morning&was%3Atarget%3Aactive_partners=&target%3Aactive_partners=many",
    );
    assert!(wrong.contains("role=\"alert\"") && wrong.contains("value=\"many\""), "what was typed stays: {wrong}");
}

#[test]
fn holidays_and_absences_are_kept_and_taken_out() {
    let home = Home::with_people();
    let window = Window::on(&home);
    window.send("/settings/off", "what=holiday&day=2030-12-25&why=Christmas");
    assert!(window.page("/settings").contains("Christmas"));
    assert_eq!(home.json("show practice")["holiday"]["2030-12-25"], "Christmas");
    window.send("/settings/off", "what=away&day=2030-08-01&until=2030-08-14");
    assert_eq!(home.json("show practice")["away"]["2030-08-01"], "2030-08-14");
    let order = window.done("/settings/off", &[("what", "away"), ("day", "2030-08-20"), ("until", "2030-08-14")]);
    assert!(order.contains("The last day is before the first"), "{order}");
    window.send("/settings/off", "what=away&day=2030-08-01&gone=1");
    window.send("/settings/off", "what=holiday&day=2030-12-25&gone=1");
    assert!(!window.page("/settings").contains("Christmas"));
    window.undo(1);
    assert!(window.page("/settings").contains("Christmas"));
}

#[test]
fn coaching_is_turned_off_and_the_look_is_this_browsers() {
    let home = Home::with_people();
    let window = Window::on(&home);
    window.send("/settings/coaching", "");
    assert_eq!(home.json("coaching")["on"], false);
    window.send("/settings/coaching", "on=1");
    assert_eq!(home.json("coaching")["on"], true);
    let dark = window.post("/settings/look", &[("look", "dark")]);
    assert_eq!(dark.status, 303);
    assert!(dark.header("set-cookie").unwrap().starts_with("rapport_theme=dark; HttpOnly; SameSite=Strict"));
    let system = window.post("/settings/look", &[("look", "")]);
    assert!(system.header("set-cookie").unwrap().contains("Max-Age=0"));
}

#[test]
fn whoever_works_here_says_so_and_letters_are_signed_by_them() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.page("/settings").contains("value=\"Kim\""));
    window.send("/settings/device", "person=Robin+Hale&device=Front+desk");
    let settings = window.page("/settings");
    assert!(settings.contains("value=\"Robin Hale\"") && settings.contains("value=\"Front desk\""));
    assert!(window.page("/wordings/introduction_call").contains("this is Robin"), "letters are signed by them");
    assert!(window.page("/history").contains("Robin Hale on Front desk"));
}
