//! A message from the bytes that one side writes to what the other reads, also where the two are not of one version.

use rapport_protocol::{
    Refusal, RefusalCode,
    body::{self, inflate},
    limit,
};
use serde::{Serialize, de::DeserializeOwned};

/// How the versions of two sides go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Versions {
    /// Both are of this one.
    #[default]
    Same,
    /// Whoever speaks is of a later one, and says more than the other knows.
    Later,
    /// They have none in common, so that nothing is taken and nothing answered.
    Apart,
}

impl Versions {
    /// A message as the other side reads it.
    pub fn carried<T: Serialize + DeserializeOwned>(self, message: &T) -> T {
        let sent = body::encode(message);
        let read = if self == Self::Later {
            let plain = if sent.compressed { whole(&sent.bytes) } else { sent.bytes };
            let mut more = Vec::with_capacity(plain.len());
            say_more(&mut plain.as_slice(), &mut more);
            body::decode(&more, false)
        } else {
            body::decode(&sent.bytes, sent.compressed)
        };
        read.expect("what one side writes, the other reads")
    }

    /// What a server says that has no version in common with a device.
    pub fn refusal(self) -> Option<Refusal> {
        let message = "Update the older of the two.".to_owned();
        (self == Self::Apart).then_some(Refusal { code: RefusalCode::Version, message, retry_after_s: None })
    }
}

/// How many bytes a message's body has.
pub(crate) fn body_bytes<T: Serialize>(message: &T) -> usize {
    body::encode(message).bytes.len()
}

fn whole(bytes: &[u8]) -> Vec<u8> {
    inflate(bytes, limit::BODY_BYTES_DECOMPRESSED).expect("what was compressed can be decompressed")
}

/// A field that no version knows: `"tomorrow": [1, 2]`.
const TOMORROW: &[u8] = b"\x68tomorrow\x82\x01\x02";

/// Copies one CBOR item. A map of several entries, which is a message and no alternative, gets one more.
fn say_more(from: &mut &[u8], to: &mut Vec<u8>) {
    let head = from[0];
    let length_bytes = match head & 31 {
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        length => {
            assert!(length < 24, "every length is told in advance");
            0
        }
    };
    let (start, rest) = from.split_at(1 + length_bytes);
    *from = rest;
    let told = start[1..].iter().fold(0_u64, |told, byte| told << 8 | u64::from(*byte));
    let length = if length_bytes == 0 { u64::from(head & 31) } else { told };
    match head >> 5 {
        2 | 3 => {
            let (text, rest) = from.split_at(usize::try_from(length).expect("it fits into a body"));
            *from = rest;
            to.extend([start, text].concat());
        }
        4 => {
            to.extend(start);
            (0..length).for_each(|_| say_more(from, to));
        }
        5 if (2..23).contains(&length) => {
            to.push(head + 1);
            to.extend(TOMORROW);
            (0..2 * length).for_each(|_| say_more(from, to));
        }
        5 => {
            to.extend(start);
            (0..2 * length).for_each(|_| say_more(from, to));
        }
        6 => {
            to.extend(start);
            say_more(from, to);
        }
        _ => to.extend(start),
    }
}

#[cfg(test)]
mod tests {
    use rapport_protocol::{Digest, Entry, EntryBody, Epoch, Page, RecordId};

    use super::*;

    #[test]
    fn what_a_later_version_says_beside_is_there_and_passed_over() {
        let entry = |position| {
            let body = EntryBody::Pack { bytes: vec![7; 300] };
            Entry { position, record: RecordId([2; 16]), key_epoch: 0, body }
        };
        let (epoch, entries) = (Epoch([1; 16]), (1..=40).map(entry).collect());
        let page = Page {
            epoch,
            after: 0,
            upto: 40,
            more: false,
            erasures: vec![],
            changes: vec![],
            entries,
            digest: Some(Digest::default()),
        };
        let plain = body::encode(&page);
        let (plain, mut more) = (whole(&plain.bytes), Vec::new());
        say_more(&mut plain.as_slice(), &mut more);
        // The page, each entry, and the digest say one thing more.
        assert_eq!(more.len(), plain.len() + 42 * TOMORROW.len());
        assert_eq!(Versions::Later.carried(&page), page);
    }
}
