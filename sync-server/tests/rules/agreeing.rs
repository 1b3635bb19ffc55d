//! How both sides come to agree again: epochs, digests, repairs, refusals.

use super::*;

#[test]
fn epoch_random_two_restores_of_one_backup_differ() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new();
    let phone = world.first();
    world.node.backup_to(&folder.path().join("backup")).unwrap();
    let mut epochs = BTreeSet::from([phone.epoch]);
    for _ in 0..2 {
        world.node.restore_from(&folder.path().join("backup")).unwrap();
        epochs.insert(world.node.feed(&phone.token).unwrap().epoch);
    }
    assert_eq!(epochs.len(), 3);
    let answer = world.node.exchange(&phone.token, phone.request(vec![push(record(1), &first(phone.actor(), "a"))]));
    assert!(matches!(answer.unwrap(), Answer::Repair { .. }));
}

#[test]
fn digest_last_page_only_the_last_page_carries_it() {
    let world = World::new();
    let phone = world.first();
    let change = first(phone.actor(), "a");
    for n in 0..=u8::try_from(limit::ENTRIES_A_PAGE / 100).unwrap() {
        let many = (0..100).map(|m| push(RecordId([[n, m]; 8].concat().try_into().unwrap()), &change)).collect();
        phone.push(&world.node, many);
    }
    let pages = whole_feed(&world, &phone);
    assert_eq!(pages.iter().map(|page| page.digest.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn digest_markers_an_erasure_takes_its_items_out_and_puts_its_own_in() {
    let world = World::new();
    let phone = world.first();
    phone.push(&world.node, pushes(record(1), &history(phone.actor(), 3)));
    let kept = first(phone.actor(), "kept");
    phone.push(&world.node, vec![push(record(2), &kept)]);
    let page = phone.erase(&world.node, record(1));
    let expected: Digest = [Item::erasure(record(1)), Item::change(record(2), kept.id())].into_iter().collect();
    assert_eq!(page.digest, Some(expected));
    assert_eq!(phone.erase(&world.node, record(1)).erasures, [Verdict::Have]);
    let (_, _, items) = listed(&world, &phone);
    assert_eq!(items.into_iter().collect::<Digest>(), expected);
}

#[test]
fn repair_lists_and_brings_everything_packed_or_not() {
    let world = World::new();
    let phone = world.first();
    let changes = history(phone.actor(), 4);
    phone.push(&world.node, pushes(record(1), &changes[..3]));
    world.node.pack_once(2).unwrap();
    phone.push(&world.node, pushes(record(1), &changes[3..]));
    phone.erase(&world.node, record(2));
    let (epoch, head, items) = listed(&world, &phone);
    assert_eq!((head, items.len()), (5, 5));
    let fetch = Fetch { epoch, items: items.into_iter().collect() };
    let FetchAnswer::Entries { entries, looked_at } = world.node.fetch(&phone.token, &fetch).unwrap() else {
        panic!("another epoch")
    };
    assert_eq!(looked_at, 5);
    let bodies: Vec<_> = entries.into_iter().map(|entry| entry.body).collect();
    let whole = changes.iter().map(|change| EntryBody::Change { id: change.id(), bytes: change.bytes().to_vec() });
    assert_eq!(bodies, whole.chain([EntryBody::Erased]).collect::<Vec<_>>());
}

#[test]
fn repair_messages_that_lie_are_refused_or_answered_in_bounds() {
    let world = World::new();
    let phone = world.first();
    let change = first(phone.actor(), "a");
    let many = (0..200).map(|n| push(RecordId([n; 16]), &change)).collect();
    phone.push(&world.node, many);
    let mut nothing = NegentropyStorageVector::new();
    nothing.seal().unwrap();
    let good = Negentropy::owned(nothing, 0).unwrap().initiate().unwrap();
    for n in 0..3_000_u32 {
        let drawn = rapport_sync_server::access::hash(&n.to_be_bytes());
        let mut message = if n % 2 == 0 { good.clone() } else { vec![0x61] };
        message.extend(&drawn[..usize::from(drawn[0] % 32)]);
        let at = usize::from(drawn[1]) % message.len();
        message[at] ^= drawn[2] & drawn[3];
        match world.node.reconcile(&phone.token, &Reconcile { epoch: None, message }) {
            Ok(ReconcileAnswer::Round { message, .. }) => assert!(message.len() <= 512 << 10),
            Ok(ReconcileAnswer::Restart { .. }) => panic!("no epoch was named"),
            Err(refusal) => assert_eq!(refusal.code, RefusalCode::Malformed),
        }
    }
}

#[test]
fn repair_epoch_another_epoch_starts_afresh() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new();
    let phone = world.first();
    world.node.backup_to(&folder.path().join("backup")).unwrap();
    let (epoch, ..) = listed(&world, &phone);
    world.node.restore_from(&folder.path().join("backup")).unwrap();
    let round = Reconcile { epoch: Some(epoch), message: vec![0x61] };
    assert!(matches!(world.node.reconcile(&phone.token, &round).unwrap(), ReconcileAnswer::Restart { .. }));
    let fetch = Fetch { epoch, items: vec![] };
    assert!(matches!(world.node.fetch(&phone.token, &fetch).unwrap(), FetchAnswer::Restart { .. }));
    let resume = Some(Resume { epoch, head: 0, key: 0 });
    assert!(matches!(
        world.node.bootstrap(&phone.token, &Bootstrap { resume }).unwrap(),
        BootstrapAnswer::Repair { .. }
    ));
}

#[test]
fn compare_digest_a_cursor_past_the_head_is_a_repair_and_nothing_is_taken() {
    let world = World::new();
    let phone = Device { cursor: 1, ..world.first() };
    let request =
        Exchange { erasures: vec![record(2)], ..phone.request(vec![push(record(1), &first(phone.actor(), "a"))]) };
    assert!(matches!(world.node.exchange(&phone.token, request).unwrap(), Answer::Repair { .. }));
    assert_eq!(world.node.feed(&phone.token).unwrap().head, 0);
}

#[test]
fn wake_differs_a_feed_that_went_back_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new();
    let phone = world.first();
    phone.push(&world.node, vec![push(record(1), &first(phone.actor(), "a"))]);
    world.node.backup_to(&folder.path().join("backup")).unwrap();
    phone.push(&world.node, vec![push(record(2), &first(phone.actor(), "b"))]);
    let before = world.node.feed(&phone.token).unwrap();
    // Back without knowing it: no new epoch; then forward again to the same head with another content.
    world.store.restore_from(&folder.path().join("backup"), &mut |_| Ok(())).unwrap();
    assert_ne!(world.node.feed(&phone.token).unwrap(), before);
    phone.push(&world.node, vec![push(record(3), &first(phone.actor(), "c"))]);
    let after = world.node.feed(&phone.token).unwrap();
    assert_eq!((after.epoch, after.head), (before.epoch, before.head));
    assert_ne!(after.digest, before.digest);
}

#[test]
fn carry_any_device_brings_any_actors_changes_and_a_fork_goes_to_the_first() {
    let world = World::new();
    let phone = world.first();
    let desktop = world.join(2, &phone);
    let (mine, theirs) = (first(phone.actor(), "mine"), first(phone.actor(), "forged"));
    assert_eq!(desktop.push(&world.node, vec![push(record(1), &theirs)]).changes, [ACCEPTED]);
    assert_eq!(phone.push(&world.node, vec![push(record(1), &mine)]).changes, [Verdict::Fork]);
}

#[test]
fn after_a_refusal_the_rest_of_that_record_waits_and_other_records_go_on() {
    let world = World::new();
    let phone = world.first();
    let changes = history(phone.actor(), 3);
    let mut sent = pushes(record(1), &changes);
    sent[1].bytes.push(0);
    sent.push(push(record(2), &first(phone.actor(), "b")));
    // By another actor and depending on nothing: it waits all the same.
    let apart = first(Actor([9; 16]), "apart");
    sent.push(push(record(1), &apart));
    let page = phone.push(&world.node, sent);
    assert_eq!(page.changes, [ACCEPTED, Verdict::Malformed, Verdict::Missing, ACCEPTED, Verdict::Missing]);
    // Parts of a push that overtake each other: the later one waits, and is taken when sent again.
    let other = world.join(2, &phone);
    assert_eq!(other.push(&world.node, pushes(record(1), &changes[2..])).changes, [Verdict::Missing]);
    assert_eq!(other.push(&world.node, pushes(record(1), &changes)).changes, [Verdict::Have, ACCEPTED, ACCEPTED]);
}

#[test]
fn a_full_book_takes_no_change_but_every_erasure() {
    let world = World::new();
    let phone = world.first();
    let change = first(phone.actor(), "a");
    let bytes_a_book = change.bytes().len() as u64;
    let node = Node::new(world.store.clone(), world.clock.clone(), world.dice.clone())
        .with_quota(Quota { books: 1, bytes_a_book });
    let page = phone.push(&node, vec![push(record(1), &change), push(record(2), &change)]);
    assert_eq!(page.changes, [ACCEPTED, Verdict::Quota]);
    assert_eq!(phone.erase(&node, record(3)).erasures, [ACCEPTED]);
    // Erasing gives room.
    let request = Exchange { erasures: vec![record(1)], ..phone.request(vec![push(record(2), &change)]) };
    assert_eq!(phone.exchange(&node, request).unwrap().changes, [ACCEPTED]);
}

#[test]
fn a_pairing_code_is_good_for_one_device_and_five_minutes() {
    use rapport_protocol::pairing::Join;
    use std::sync::atomic::Ordering;
    let world = World::new();
    let phone = world.first();
    let join = |secret, number| world.node.join(Join { book: common::BOOK, secret, device: common::device(number) });
    let secret = world.node.pairing_secret(&phone.token).unwrap().secret;
    let lost_answer = join(secret, 2).unwrap();
    // Its answer was lost, so it asks again; its first token is void. Nobody else can use the code.
    let paired = join(secret, 2).unwrap();
    assert_eq!(world.node.feed(&lost_answer.token).unwrap_err().code, RefusalCode::Unknown);
    assert_eq!(join(secret, 3).unwrap_err().code, RefusalCode::NotInvited);
    // Once it has sent anything, not even it can.
    world.node.exchange(&paired.token, Device::new(2, paired.token.clone(), paired.epoch).request(vec![])).unwrap();
    assert_eq!(join(secret, 2).unwrap_err().code, RefusalCode::NotInvited);
    let late = world.node.pairing_secret(&phone.token).unwrap().secret;
    world.clock.0.fetch_add(i64::try_from(limit::PAIRING_SECRET_S).unwrap(), Ordering::Relaxed);
    assert_eq!(join(late, 4).unwrap_err().code, RefusalCode::NotInvited);
}

#[test]
fn who_has_no_invitation_gets_no_token_by_asking_for_a_book_again() {
    use rapport_protocol::pairing::NewBook;
    let store = Arc::new(SqliteStore::in_memory().unwrap());
    let node = Node::new(store, Arc::<common::Hands>::default(), Arc::<common::Dice>::default());
    let invitation = node.invite(1, None).unwrap().to_string();
    let ask = |number, invitation: Option<&str>| {
        let invitation = invitation.map(str::to_owned);
        node.new_book(NewBook { invitation, book: common::BOOK, device: common::device(number) })
    };
    ask(1, Some(&invitation)).unwrap();
    // The answer was lost: the same invitation brings another, and neither none nor one of somebody's own does.
    let paired = ask(1, Some(&invitation)).unwrap();
    let own = rapport_protocol::pairing::Invitation { secret: [9; 20], key_hash: None }.to_string();
    assert_eq!([ask(1, None), ask(1, Some(&own))].map(|asked| asked.unwrap_err().code), [RefusalCode::NotInvited; 2]);
    // One who joined and has not sent anything yet: whoever is in the book reads its number, and must not become it.
    let secret = node.pairing_secret(&paired.token).unwrap().secret;
    let join = rapport_protocol::pairing::Join { book: common::BOOK, secret, device: common::device(2) };
    let joined = node.join(join).unwrap();
    assert_eq!([None, Some(&*invitation)].map(|by| ask(2, by).unwrap_err().code), [RefusalCode::NotInvited; 2]);
    node.feed(&joined.token).unwrap();
}
