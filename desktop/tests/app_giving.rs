//! Gives, gifts, materials, spotlights and asks on the screens.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

fn id_of(home: &Home, who: &str) -> String {
    home.json(&format!("show \"{who}\""))["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_give_is_found_given_to_two_and_stands_in_the_ledger_of_each() {
    let home = Home::with_people();
    let (lee, oak) = (id_of(&home, "Dr. Sam Lee"), id_of(&home, "Oak Street"));
    let window = Window::on(&home);
    let all = window.page("/gives");
    assert!(all.contains("/items/article") && all.contains("/items/introduction"));
    let found = window.page("/gives?find=newsletter");
    assert!(found.contains("/items/spotlight") && !found.contains("/items/introduction"), "{found}");
    assert!(window.page("/gives?find=zebra").contains("No give fits that."));

    let nobody = window.post("/items/article/give", &[("to", "Zebra")]);
    assert!(nobody.status == 422 && nobody.body.contains("Nobody in the book is called so."), "{}", nobody.body);
    let given = window.done(
        "/items/article/give",
        &[("to_is", &lee), ("others", "Oak Street"), ("count", "1"), ("surprise", "1"), ("note", "on naps")],
    );
    assert!(given.contains("given to Dr. Sam Lee") && given.contains("/undo"), "{given}");
    for who in [&lee, &oak] {
        let ledger = window.page(&format!("/gives/with/{who}"));
        assert!(ledger.contains("1 given, 0 received") && ledger.contains("a surprise"), "{ledger}");
    }
    assert_eq!(home.json("gives lee --ledger")["given"], 1);
    window.done("/items/shared_care/give", &[("to_is", &lee), ("received", "1")]);
    assert_eq!(home.json("gives lee --ledger")["received"], 1);
}

#[test]
fn a_thing_of_ones_own_is_added_edited_and_given() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert_eq!(window.post("/items/new", &[("name", ""), ("kind", "give")]).status, 422);
    let wrong = window.post("/items/new", &[("name", "Plum jam"), ("kind", "gift"), ("cost", "ten")]);
    assert!(wrong.status == 422 && wrong.body.contains("This is no amount."));
    let fields = [("name", "Plum jam"), ("kind", "gift"), ("cost", "7.50"), ("topic", "plums sugar")];
    let kept = window.post("/items/new", &fields);
    let added = window.follow(&kept);
    assert!(added.contains("Plum jam") && added.contains("7.50"), "{added}");
    let lee = id_of(&home, "Dr. Sam Lee");
    let item = kept.header("location").unwrap();
    window.done(&format!("{item}/give"), &[("to_is", &lee)]);
    assert_eq!(home.json("gifts --ledger")["totals"][0]["cost_minor"], 750, "it cost what the library says");
    // What is shipped is edited on its own page too.
    assert!(window.page("/items/cookies").contains("/edit/"));
}

#[test]
fn many_are_told_at_once_and_each_has_it_on_their_page() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let nobody = window.post("/gives/announce", &[("what", "a sleep group")]);
    assert!(nobody.status == 422 && nobody.body.contains("Nobody would hear of it"));
    let told = window.done(
        "/gives/announce",
        &[("what", "a sleep group from March"), ("sector", "psychiatry"), ("to", "Oak Street")],
    );
    assert!(told.contains("It is kept with each of 2."), "{told}");
    assert!(home.ok("timeline lee").contains("a sleep group from March"));
    assert_eq!(home.json("announce")["announcements"][0]["told"], 2);
    window.done("/undo", &[("times", "1")]);
    assert!(home.json("announce")["announcements"].as_array().unwrap().is_empty());
}

#[test]
fn what_partners_are_good_for_is_kept_and_ends() {
    let home = Home::with_people();
    let window = Window::on(&home);
    let kept =
        window.done("/gives/benefits", &[("who", "lee"), ("sort", "training"), ("text", "a workshop in spring")]);
    assert!(kept.contains("a workshop in spring") && kept.contains("With nobody yet:"), "{kept}");
    let id = home.json("benefits")["benefits"][0]["id"].as_str().unwrap().to_owned();
    assert!(!window.done("/gives/benefits/ended", &[("id", &id)]).contains("a workshop in spring"));
}

#[test]
fn a_gift_shows_its_warning_and_is_brought_from_the_list_of_its_day() {
    let home = Home::with_people();
    home.ok("edit lee tier=a");
    home.ok(r#"note "nuts" --kind allergy --about lee"#);
    let lee = id_of(&home, "Dr. Sam Lee");
    let window = Window::on(&home);
    let day = home.json("gifts")["occasions"][0]["key"].as_str().unwrap().to_owned();
    assert!(window.page("/gifts").contains(&format!("/gifts/day/{day}")));
    let stops = window.page(&format!("/gifts/day/{day}"));
    assert!(stops.contains("Dr. Sam Lee") && stops.contains("nuts"), "who is kept near, and what to mind: {stops}");
    let brought = window.done("/gifts/brought", &[("to", &lee), ("item", "cookies")]);
    assert!(brought.contains("brought to Dr. Sam Lee"), "{brought}");
    let card = window.page(&format!("/gifts/to/{lee}"));
    assert!(card.contains("Allergy:") && card.contains("This year:"), "{card}");
    let ledger = window.page("/gifts/ledger");
    assert!(ledger.contains("Dr. Sam Lee") && ledger.contains("Cookies"), "{ledger}");
}

#[test]
fn stock_is_counted_on_screen_and_what_was_left_is_found() {
    let home = Home::with_people();
    let window = Window::on(&home);
    assert!(window.page("/stock").contains("Nothing was counted yet."));
    let came = window.done("/items/card/stock", &[("count", "100"), ("way", "came")]);
    assert!(came.contains("100 more"), "{came}");
    home.ok(r#"log "Oak Street" --left card:12"#);
    window.done("/items/card/stock", &[("count", "8"), ("way", "went")]);
    assert!(window.page("/stock").contains("80 there"));
    assert_eq!(home.json("stock")["stock"][0]["there"], 80);
    let left = window.page("/stock?who=oak");
    assert!(left.contains("12 × "), "{left}");
    assert!(window.page("/stock?who=zebra").contains("Nobody in the book is called so."));
    assert!(window.page("/items/card").contains("Oak Street Family Medicine"), "whoever has it stands with the thing");
}

#[test]
fn partners_are_shown_in_turn_and_their_cards_lie_here() {
    let home = Home::with_people();
    home.ok("edit lee tier=a");
    let lee = id_of(&home, "Dr. Sam Lee");
    let window = Window::on(&home);
    assert!(window.page("/spotlights").contains("never shown"));
    assert!(window.done("/spotlights/shown", &[("who", &lee)]).contains("Dr. Sam Lee was shown."));
    assert_eq!(home.json("spotlight list")["rotation"][0]["times"], 1);
    window.done("/spotlights/display", &[("name", "Dr Lee's cards"), ("owner", "lee"), ("stocked", "4")]);
    assert!(window.page("/spotlights").contains("4 there: ask them for more"));
}
