//! Giving and asking, as it is typed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Home;

#[test]
fn a_give_is_chosen_given_and_looked_up() {
    let home = Home::with_people();
    home.ok(r#"note "training for new nurses" --kind need --about oak"#);
    let said = home.ok(r#"gives "Oak Street""#);
    assert!(
        said.contains("Three for Oak Street Family Medicine") && said.contains("they need it (training)"),
        "{said}"
    );
    let quick = home.json("gives --max-minutes 3 --limit 50");
    assert!(quick["gives"].as_array().unwrap().iter().all(|one| one["give"]["minutes"].as_i64().unwrap() <= 3));
    home.ok(r#"give introduction --to "dr lee" --to "ana ruiz" --surprise"#);
    let ledger = home.ok(r#"gives "dr lee" --ledger"#);
    assert!(ledger.contains("Bring two people together") && ledger.contains("a surprise"), "{ledger}");
    home.ok(r#"give shared_care --to "dr lee" --received"#);
    assert!(home.ok(r#"gives "dr lee" --ledger"#).contains("1 given, 1 received"));
    home.refused(3, "give unicorn --to lee");
    home.ok("edit oak tier=a");
    home.ok("give announcement --to lee");
    assert!(home.ok("gives --reach announcement").contains("not yet"));
}

#[test]
fn gifts_have_a_calendar_a_warning_and_a_ledger() {
    let home = Home::with_people();
    home.ok("edit practice region=US currency=USD cap:gift_year=2000");
    home.ok("edit cookies signature=yes");
    assert!(home.ok("gifts --days 366").contains("4th of July"));
    home.ok(r#"note nuts --kind allergy --about "Ana Ruiz""#);
    let said = home.ok(r#"gifts "Oak Street" --days 366"#);
    assert!(
        said.contains("careful: nut") && said.contains("what you are known for") && said.contains("20.00 USD"),
        "{said}"
    );
    home.ok(r#"give cookies --to "Oak Street" --cost 2450"#);
    let ledger = home.ok("gifts --ledger");
    assert!(ledger.contains("24.50 USD") && ledger.contains("At most 20.00 USD"), "{ledger}");
    home.ok(r#"add person "Dr Provider" --at "Oak Street" --role provider"#);
    home.ok("edit practice cap:gift_year=");
    home.ok(r#"give cookies --to "Dr Provider" --cost 54000 --on 2026-07-02"#);
    let of_2026 = home.ok("gifts --ledger 2026");
    assert!(of_2026.contains("of 535.00 USD") && of_2026.contains("no legal advice"), "{of_2026}");
    home.ok("edit oak tier=a");
    let list = home.json("gifts --deliveries independence_day");
    assert_eq!(list["stops"][0]["who"]["name"], "Oak Street Family Medicine");
    home.refused(3, "gifts --deliveries birthday");
}

#[test]
fn stock_goes_down_with_what_is_left() {
    let home = Home::with_people();
    home.ok("stock card +20");
    home.ok("log oak --left card:5 --left booking_card:2");
    assert_eq!(home.json("stock")["stock"][0]["there"], 15);
    home.ok(r#"stock "business card" -3"#);
    assert!(home.ok("stock").contains("12 there"));
    assert!(home.ok("stock --left oak").contains("5 × Business card"));
    home.ok(r#"promise "bring the sleep diary" --to oak --due tomorrow"#);
    let pack = home.ok("stock --pack oak");
    assert!(pack.contains("3 × Brochure") && pack.contains("bring the sleep diary") && pack.contains("☐"), "{pack}");
    home.refused(2, "stock card many");
}

#[test]
fn a_wording_is_a_text_a_letter_a_message_and_a_call() {
    let home = Home::with_people();
    assert!(home.ok("wording list").contains("thank_you_card"));
    assert!(home.ok("wording show discovery").contains("☐ How can I be helpful to you?"));
    assert!(home.ok("wording fill follow_up lee").contains("Dear Dr. Sam Lee,"));
    let gap = home.ok("wording fill follow_up lee --as mailto");
    assert!(gap.contains("{place}") && gap.contains("No draft is made"), "{gap}");
    home.ok(r#"edit lee "at:Oak Street=provider""#);
    let missing = home.refused(2, "wording fill follow_up lee --as mailto");
    assert!(missing.contains("email="), "{missing}");
    home.ok("edit lee email=lee@example.org");
    let whole = home.ok("wording fill follow_up lee --as mailto");
    assert!(whole.starts_with("mailto:lee@example.org?subject="), "{whole}");
    let gaps = home.ok("wording fill do_you_know lee --as mailto");
    assert!(gaps.contains("{other}") && gaps.contains("No draft is made") && !gaps.contains("mailto:"), "{gaps}");
    let json = home.json("wording fill do_you_know lee --as mailto");
    assert_eq!((&json["drafts"], &json["missing"]), (&serde_json::json!([]), &serde_json::json!(["other"])));
    assert!(home.ok("wording fill do_you_know ana --as sms --other Bo").starts_with("sms:+15550100?body=Hello%20Ana"));
    let call = home.ok("wording fill introduction_call ana --as tel");
    assert!(call.starts_with("tel:+15550100\n") && call.contains("rapport log \"Ana Ruiz\" --kind call"), "{call}");
    home.ok(r#"edit follow_up "body=Thanks, {first_name}!""#);
    assert!(home.ok("wording fill follow_up lee").starts_with("Thanks, Dr. Sam Lee!"));
}

#[test]
fn an_ask_is_exact_or_it_is_said_what_is_not() {
    let home = Home::with_people();
    let said = home.ok("ask compose ana --profession \"neurologist or psychiatrist\" --area Riverside --need help");
    assert!(said.contains("more than one profession") && said.contains("may be anything"), "{said}");
    let id = home.id("ask record ana --profession neurologist --area Riverside --need epilepsy --due friday");
    home.ok(&format!("ask put {id} --by call"));
    assert!(home.ok(&format!("ask rehearse {id}")).contains("If they say no"));
    home.ok(&format!("ask outcome {id} no --said \"knows nobody\""));
    let list = home.ok("ask no-list");
    assert!(list.contains("Ana Ruiz") && list.contains("knows nobody") && list.contains("until"), "{list}");
    assert!(home.ok("ask compose ana --profession dentist --area Elm --need pain").contains("left alone"));
    assert_eq!(home.json("ask list")["asks"][0]["state"], "no");
    home.refused(2, &format!("ask outcome {id} later"));
}

#[test]
fn thanks_cards_and_spotlights() {
    let home = Home::with_people();
    home.ok("edit practice booking_url=riverside.example/book \"ideal_client=people who wake at four\"");
    let code = home.json("referral in lee --via phone")["code"].as_str().unwrap().to_owned();
    let queue = home.ok("thanks queue --full");
    assert!(queue.contains(&code) && queue.contains("no address") && queue.contains("Dear Dr. Sam Lee"), "{queue}");
    home.ok("edit lee \"address=1 Elm Road\"");
    assert!(home.ok("thanks labels").contains("1 Elm Road"));
    home.ok(&format!("referral thanked {code}"));
    assert!(home.ok("thanks queue").contains("No card of thanks"));
    let card = home.ok("card ideal");
    assert!(
        card.contains("people who wake at four")
            && card.contains('█')
            && card.contains("https://riverside.example/book"),
        "{card}"
    );
    assert!(home.ok("card share lee").contains("Please say that Riverside Therapy sent you."));
    home.ok("edit lee tier=a");
    assert!(home.ok("spotlight list").contains("never shown"));
    home.ok("spotlight shown lee");
    home.ok(r#"spotlight display "Dr Lee's cards" --owner lee --stocked 4"#);
    assert!(home.ok("spotlight list").contains("ask for more"));
    assert!(home.ok("coaching").contains("Before you walk in"));
    assert!(home.ok("coaching off").contains("Coaching is off"));
    assert!(home.ok("coaching on").contains("Before you walk in"));
}

#[test]
fn what_nobody_means_is_refused_and_told_what_may_be_said() {
    let home = Home::with_people();
    for line in
        ["insight gifts --year 20226", "insight calendar --year 26", "gifts --ledger 0", "insight gifts --year=-5"]
    {
        let said = home.refused(2, line);
        assert!(said.contains("say a year, such as 2026, from 1900 to 2200"), "{line}: {said}");
    }
    for line in ["gifts --days 0", "gifts --days 4000000000", "gifts --days soon"] {
        assert!(home.refused(2, line).contains("a number of days, such as 120, from 1 to 3660"), "{line}");
    }
    for line in ["gives --max-cost=-1", "gives --max-cost 99999999999999", "gives --max-cost cheap"] {
        assert!(home.refused(2, line).contains("an amount in cents, such as 1450"), "{line}");
    }
    assert!(home.refused(2, "gives --max-minutes 100000").contains("a number of minutes"));
    home.refused(2, "gives --limit 0");
    for line in [
        "insight gifts --year 2026",
        "insight calendar --year 1999",
        "gifts --ledger",
        "gifts --days 3660",
        "gives --max-cost 0",
    ] {
        home.ok(line);
    }
}
