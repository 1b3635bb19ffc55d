//! The screens of every day over real HTTP: referrals, thank-yous, promises, notes, what disagrees, what was, what was removed,
//! and every record edited.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Home, window::Window};

/// The screens, without the pages of one record.
const SCREENS: [&str; 12] = [
    "/referrals",
    "/referrals/in",
    "/referrals/out?topic=sleep",
    "/referrals/chase",
    "/referrals/intake",
    "/thanks",
    "/thanks/labels",
    "/promises",
    "/inbox",
    "/conflicts",
    "/duplicates",
    "/history",
];

#[test]
fn every_screen_of_the_day_answers_on_the_sample_book_and_on_an_empty_one() {
    for sample in [true, false] {
        let home = if sample { Home::empty() } else { Home::with_book() };
        if sample {
            home.ok("sample --contacts 120 --years 2");
        }
        let browser = Window::on(&home);
        for path in SCREENS.into_iter().chain(["/removed", "/add"]) {
            browser.page(path);
        }
    }
}

#[test]
fn a_referral_comes_in_by_two_taps_goes_on_and_is_thanked_for() {
    let home = Home::with_people();
    let browser = Window::on(&home);
    assert!(browser.refused("/referrals/in", "who=&via=phone").contains("Say who"));
    assert!(browser.refused("/referrals/in", "who=Dr+Novak").contains("is not in the book"));
    let one = browser.send("/referrals/in", "who=Dr.+Sam+Lee&via=phone&topic=sleep");
    let code = home.json("list referrals")["items"][0]["code"].as_str().unwrap().to_owned();
    assert!(browser.page("/referrals").contains("Waiting for an answer"));
    assert!(browser.page(&one).contains(&code));
    assert!(browser.page("/thanks").contains("Dr. Sam Lee"));
    browser.send(&format!("{one}/step"), "step=answered");
    assert!(!browser.page("/referrals").contains("Waiting for an answer"));
    browser.undo(1);
    assert!(browser.page("/referrals").contains("Waiting for an answer"), "an answer can be taken back");
    browser.send(&format!("{one}/tried"), "whom=client&outcome=no_answer");
    assert!(browser.page(&one).contains("no answer"));
    let id = one.rsplit('/').next().unwrap();
    browser.send("/thanks/done", &format!("id={id}"));
    assert!(browser.page("/thanks").contains("No thank-you is owed"));
    browser.send(&format!("{one}/step"), "step=unreachable");
    assert!(browser.page("/referrals?status=unreachable").contains(&code));
    assert!(!browser.page("/referrals?status=open").contains(&code));
}

#[test]
fn who_can_help_is_found_by_the_need_and_handed_over_with_a_promise() {
    let home = Home::with_people();
    home.ok(r#"edit "Dr. Sam Lee" "helps=sleep apnoea""#);
    let browser = Window::on(&home);
    let found = browser.page("/referrals/out?topic=sleep+apnoea");
    let lee = found.split("name=\"who_is\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    browser.send("/referrals/out", &format!("topic=sleep+apnoea&who_is={lee}&hand_over=1&due=2027-01-05"));
    assert!(browser.page("/promises").contains("hand over in person: sleep apnoea"));
    browser.undo(2);
    assert!(browser.page("/promises").contains("No promise is open"));
    assert!(browser.page("/referrals/out?topic=grief").contains("Nobody in the book is known"));
    browser.send("/referrals/find", "topic=grief&due=1+week");
    assert!(browser.page("/promises?kind=hand_off").contains("find who can help: grief"));
}

#[test]
fn clients_are_counted_by_roles_and_offices_and_never_by_name() {
    let home = Home::with_people();
    let browser = Window::on(&home);
    browser.send("/referrals/intake", "role=teacher&role0=doctor&name0=Dr.+Sam+Lee");
    let page = browser.page("/referrals/intake");
    assert!(page.contains("2 answers so far") && page.contains("Dr. Sam Lee") && page.contains("no name told"));
    assert!(browser.refused("/referrals/intake", "role0=spouse&name0=Pat").contains("would tell the client"));
    browser.undo(1);
    assert!(browser.page("/referrals/intake").contains("Nobody is counted yet"));
}

#[test]
fn a_note_about_nobody_is_named_by_what_was_typed() {
    let home = Home::with_people();
    let browser = Window::on(&home);
    assert!(browser.refused("/inbox", "text=").contains("needs a word"));
    browser.send("/inbox", "text=ask+Ana+about+parking");
    let page = browser.page("/inbox");
    let ana = page.split("name=\"about_is\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(page.contains(">Ana Ruiz</button>"), "the name in it is offered");
    let note = home.json("inbox")["notes"][0]["id"].as_str().unwrap().to_owned();
    browser.send("/inbox/about", &format!("id={note}&about_is={ana}"));
    assert!(browser.page("/inbox").contains("The inbox is empty"));
    assert!(browser.page(&format!("/partners/{ana}")).contains("ask Ana about parking"));
    assert!(browser.refused(&format!("/records/{note}/redact"), "text=parking").contains("Tick that you mean it"));
    let copy = browser.send(&format!("/records/{note}/redact"), "text=parking&sure=1");
    assert!(!browser.page(&copy).contains("ask Ana"));
}

#[test]
fn a_promise_is_made_kept_let_go_and_opened_again() {
    let home = Home::with_people();
    let browser = Window::on(&home);
    assert!(browser.refused("/promises", "text=x&to=Nobody+Here").contains("Nobody in the book"));
    let wrong = browser.refused("/promises", "text=bring+brochures&due=someday");
    assert!(wrong.contains("value=\"bring brochures\"") && wrong.contains("aria-invalid"), "what was typed stays");
    browser.send("/promises", "text=bring+brochures&to=Ana+Ruiz&due=in+2+weeks");
    assert!(browser.page("/promises").contains("bring brochures"));
    let id = home.json("list promises")["items"][0]["id"].as_str().unwrap().to_owned();
    browser.send("/promises/state", &format!("id={id}&state=done"));
    assert!(browser.page("/promises?state=done").contains("bring brochures"));
    browser.undo(1);
    browser.send("/promises/state", &format!("id={id}&state=dropped"));
    assert!(browser.page("/promises").contains("No promise is open"));
    browser.send("/promises/state", &format!("id={id}&state=open"));
    assert!(browser.page("/promises").contains("bring brochures"));
}

#[test]
fn a_record_is_edited_field_by_field_and_each_change_is_taken_back() {
    let home = Home::with_people();
    let ana = home.json("show Ana")["id"].as_str().unwrap().to_owned();
    let browser = Window::on(&home);
    let form = browser.page(&format!("/edit/{ana}"));
    assert!(form.contains("value=\"Ana Ruiz\"") && form.contains("channel:phone:+1 555 0100"));
    let changes = "was%3Aname=Ana+Ruiz&name=Ana+Maria+Ruiz&was%3Atier=&tier=a&add%3Atag=vip%2C+cookies&add%3Achannel=ana%40example.org";
    browser.send(&format!("/edit/{ana}"), changes);
    let shown = home.json(&format!("show {ana}"));
    assert_eq!((shown["name"].as_str(), shown["tier"].as_str()), (Some("Ana Maria Ruiz"), Some("a")));
    assert_eq!(
        (shown["tag"].as_array().unwrap().len(), &shown["channel"]["email:ana@example.org"]),
        (2, &"known".into())
    );
    let refused =
        browser.refused(&format!("/edit/{ana}"), "was%3Aname=Ana+Maria+Ruiz&name=&was%3Ahours=&hours=mornings");
    assert!(refused.contains("A name is needed") || refused.contains("a name is needed"));
    assert!(refused.contains("mornings"), "what was typed stays");
    let history = browser.page(&format!("/history/{ana}"));
    assert!(history.contains("Ana Maria Ruiz") && history.contains("Kim on Phone"));
    let change = history.split("name=\"change\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    browser.send(&format!("/history/{ana}/take-back"), &format!("change={change}"));
    assert_eq!(home.json(&format!("show {ana}"))["name"].as_str(), Some("Ana Ruiz"));
    browser.undo(1);
    assert_eq!(home.json(&format!("show {ana}"))["name"].as_str(), Some("Ana Maria Ruiz"));
}

#[test]
fn what_is_removed_comes_back_or_is_erased_once_one_means_it() {
    let home = Home::with_people();
    let note = home.id(r#"note "ask about parking""#);
    let browser = Window::on(&home);
    browser.send(&format!("/records/{note}/remove"), "to=/inbox");
    assert!(browser.page("/removed").contains("ask about parking"));
    browser.send(&format!("/records/{note}/restore"), "");
    assert!(browser.page("/removed").contains("Nothing is removed"));
    assert!(browser.refused(&format!("/records/{note}/erase"), "").contains("Nothing was erased"));
    browser.send(&format!("/records/{note}/erase"), "sure=1");
    assert_eq!(browser.get(&format!("/records/{note}")).status, 404);
    assert!(!browser.page("/history").contains("ask about parking"), "its history is gone too");
}

#[test]
fn two_who_are_one_are_merged_and_parted() {
    let home = Home::with_people();
    home.ok(r#"add person "Ana Ruiz" --phone "+1 555 0100""#);
    let browser = Window::on(&home);
    let page = browser.page("/duplicates");
    let id = |name: &str| {
        let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    };
    let (one, other) = (id("one"), id("other"));
    browser.send("/duplicates/merge", &format!("one={one}&other={other}"));
    let page = browser.page("/duplicates");
    assert!(page.contains("No two contacts look like one") && page.contains("Made one"));
    browser.send("/duplicates/part", &format!("id={other}"));
    assert!(!browser.page("/duplicates").contains("Made one"));
}

#[test]
fn undo_takes_back_what_its_bar_says_whatever_was_done_since() {
    let home = Home::with_people();
    let browser = Window::on(&home);
    let bar = browser.done("/promises", &[("text", "bring brochures")]);
    let deed = bar.split("name=\"deed\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    // Meanwhile, in another window.
    home.ok(r#"note "ask about parking""#);
    let said = browser.done("/undo", &[("deed", deed)]);
    assert!(said.contains("Undone"), "{said}");
    assert!(browser.page("/promises").contains("No promise is open"));
    assert!(browser.page("/inbox").contains("ask about parking"), "what others did stays");
    assert!(browser.done("/undo", &[("deed", deed)]).contains("taken back already"));
    assert!(browser.page("/inbox").contains("ask about parking"));
}
