//! The device's side of each named rule of docs/protocol.md. Every test was seen to fail with its rule taken out of the core;
//! its last comment says how.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod hostile;
mod outbox;
mod pages;
mod repairs;
mod unfounded;

use rapport_core::{companion::Received, sync::engine::Digests};
use rapport_protocol::{Answer, ChangeId, Page};
use sha2::{Digest as _, Sha256};

/// The page of an answer.
fn page(answer: Answer) -> Page {
    match answer {
        Answer::Page(page) => page,
        Answer::Repair { .. } => panic!("the server asks for a repair"),
    }
}

/// A page cut off after its first entries, as by a server with smaller limits.
fn cut(page: &Page, entries: usize) -> Page {
    let entries = page.entries[..entries].to_vec();
    let upto = entries.last().map_or(page.after, |entry| entry.position);
    Page { entries, upto, more: true, digest: None, ..page.clone() }
}

/// How the digests compared after an exchange.
fn digests(received: Received) -> Digests {
    match received {
        Received::Page(taken) => taken.digests,
        other => panic!("no page was taken: {other:?}"),
    }
}

/// A change that is whole and of its name, and that this version's gate refuses: it says more than this version reads.
fn of_a_later_gate(change: &[u8]) -> (ChangeId, Vec<u8>) {
    // Magic and checksum are eight bytes, the type one, then the length as LEB128.
    let length = change[9..].iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    let mut body = change[9 + length..].to_vec();
    body.extend(b"more");
    let mut hashed = vec![1];
    let mut rest = body.len();
    while rest >= 0x80 {
        hashed.push(u8::try_from(rest & 0x7f).unwrap() | 0x80);
        rest >>= 7;
    }
    hashed.push(u8::try_from(rest).unwrap());
    hashed.extend(body);
    let hash: [u8; 32] = Sha256::digest(&hashed).into();
    let bytes = [&change[..4], &hash[..4], &hashed].concat();
    assert!(rapport_document::check(&bytes).is_err() && rapport_document::chunk_id(&bytes) == Some(ChangeId(hash)));
    (ChangeId(hash), bytes)
}
