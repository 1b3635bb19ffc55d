#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use crate::practice::wording::{Piece, pieces};

#[test]
fn there_are_thirty_gives_and_more_each_with_what_it_takes_to_choose() {
    let gives: Vec<_> = all().filter(|shipped| shipped.kind == ItemKind::Give).collect();
    assert!(gives.len() >= 30, "{}", gives.len());
    for give in gives {
        assert!(give.minutes > 0 && !give.channel.is_empty() && !give.topic.is_empty(), "{}", give.short);
    }
}

#[test]
fn short_names_and_ids_name_one_thing_each_and_never_another() {
    let shorts: BTreeSet<_> = all().map(|shipped| shipped.short).collect();
    let ids: BTreeSet<_> = all().map(Shipped::id).collect();
    assert_eq!((shorts.len(), ids.len()), (all().count(), all().count()));
    for shipped in all() {
        let plain = shipped.short.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(plain && shipped.short.parse::<RecordId>().is_err(), "{} is no short name", shipped.short);
        assert_eq!(by_id(shipped.id()), Some(shipped));
        assert!((ID_RANGE[0]..ID_RANGE[1]).contains(&shipped.id()));
        assert_eq!(key(&shipped.id().to_string()), shipped.short);
    }
    // Books hold these: they may never become others.
    assert_eq!(id_of("cookies").to_string(), "00000000-0000-8000-af00-30c535193fc1");
    assert_eq!(id_of("card").to_string(), "00000000-0000-8000-8367-cd66fdd136bb");
}

#[test]
fn no_shipped_text_has_room_for_a_client() {
    for shipped in all() {
        for piece in pieces(shipped.body) {
            assert!(!matches!(piece, Piece::Unknown(_)), "{}: {piece:?} is no place that can be filled", shipped.short);
        }
        let text = format!("{} {}", shipped.name, shipped.body).to_lowercase();
        for word in ["client", "patient", "diagnos", "date of birth", "insurance number", "case number"] {
            assert!(!text.contains(word), "{}: “{word}” speaks of a client", shipped.short);
        }
    }
}

#[test]
fn what_the_book_holds_takes_the_place_of_what_is_shipped() {
    let cookies = Item { name: "Oat cookies".into(), kind: ItemKind::Gift, ..Item::default() };
    let own = Item { name: "Garden walk".into(), ..Item::default() };
    let own_id = RecordId([9; 16]);
    let book = vec![(own_id, own), (id_of("cookies"), cookies)];
    let items = whole(book, &[id_of("fruit")].into());
    let cookies = items.iter().find(|item| item.key == "cookies").unwrap();
    assert_eq!((cookies.item.name.as_str(), &cookies.origin), ("Oat cookies", &Origin::Edited));
    assert!(!items.iter().any(|item| item.key == "fruit"), "what was removed stays away");
    let last = items.last().unwrap();
    assert_eq!((last.id, &last.origin), (own_id, &Origin::Own));
    assert_eq!(items.len(), all().count(), "one gone, one more");
}
