//! How a message becomes the body of a request or an answer: CBOR, then zstd where it helps.

use serde::{Serialize, de::DeserializeOwned};

use crate::limit;

/// The value of `Content-Encoding` for a body that [`encode`] compressed.
pub const ZSTD: &str = "zstd";

/// Bodies shorter than this are not worth compressing.
const COMPRESS_FROM: usize = 200;

/// A body as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether they are compressed; if so, `Content-Encoding: zstd` says it.
    pub compressed: bool,
}

/// A body that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// More bytes than [`limit::BODY_BYTES`], or [`limit::BODY_BYTES_DECOMPRESSED`] once decompressed.
    #[error("the body is over the limit of {0} bytes")]
    TooLarge(usize),
    /// Not the message that was expected.
    #[error("the body can't be read: {0}")]
    Malformed(String),
}

/// Turns a message into a body.
pub fn encode<T: Serialize>(message: &T) -> Body {
    let bytes = minicbor_serde::to_vec(message).expect("the wire's types encode");
    if bytes.len() >= COMPRESS_FROM
        && let Ok(smaller) = zstd::bulk::compress(&bytes, 3)
        && smaller.len() < bytes.len()
    {
        return Body { bytes: smaller, compressed: true };
    }
    Body { bytes, compressed: false }
}

/// Reads a message from a body. Never allocates more than the limits allow.
pub fn decode<T: DeserializeOwned>(bytes: &[u8], compressed: bool) -> Result<T, BodyError> {
    if bytes.len() > limit::BODY_BYTES {
        return Err(BodyError::TooLarge(limit::BODY_BYTES));
    }
    let read =
        |bytes: &[u8]| minicbor_serde::from_slice(bytes).map_err(|error| BodyError::Malformed(error.to_string()));
    if compressed { read(&inflate(bytes, limit::BODY_BYTES_DECOMPRESSED)?) } else { read(bytes) }
}

/// Compresses chunks into a pack.
#[must_use]
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 9).expect("compressing into memory does not fail")
}

/// Decompresses at most `limit` bytes; a bomb is refused after `limit` bytes, not after all of them.
pub fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, BodyError> {
    use std::io::Read as _;
    let malformed = |error: std::io::Error| BodyError::Malformed(error.to_string());
    let mut decoder = zstd::stream::read::Decoder::new(bytes).map_err(malformed)?;
    decoder.window_log_max(24).map_err(malformed)?;
    let mut whole = Vec::new();
    decoder.take(limit as u64 + 1).read_to_end(&mut whole).map_err(malformed)?;
    if whole.len() > limit { Err(BodyError::TooLarge(limit)) } else { Ok(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Answer, BookId, ChangeId, Digest, Entry, EntryBody, Epoch, Exchange, Page, Push, RecordId, Verdict,
        pairing::PairingSecret,
    };

    fn exchange(changes: usize) -> Exchange {
        let push =
            |n: usize| Push { record: RecordId([7; 16]), id: ChangeId([n.to_le_bytes()[0]; 32]), bytes: vec![3; 300] };
        Exchange { epoch: Epoch([1; 16]), cursor: 77, erasures: vec![], changes: (0..changes).map(push).collect() }
    }

    #[test]
    fn messages_come_back_as_they_were_sent() {
        for changes in [0, 1, 50] {
            let sent = exchange(changes);
            let body = encode(&sent);
            assert_eq!(body.compressed, changes > 0);
            assert_eq!(decode::<Exchange>(&body.bytes, body.compressed).unwrap(), sent);
        }
        let page = Answer::Page(Page {
            epoch: Epoch([1; 16]),
            after: 3,
            upto: 9,
            more: false,
            erasures: vec![Verdict::Have],
            changes: vec![Verdict::Accepted],
            entries: vec![
                Entry { position: 4, record: RecordId([2; 16]), key_epoch: 0, body: EntryBody::Erased },
                Entry {
                    position: 5,
                    record: RecordId([2; 16]),
                    key_epoch: 0,
                    body: EntryBody::Pack { bytes: vec![1, 2] },
                },
            ],
            digest: Some(Digest::default()),
        });
        assert_eq!(decode::<Answer>(&encode(&page).bytes, encode(&page).compressed).unwrap(), page);
        let secret = PairingSecret { secret: [5; 16], expires_in_s: 300 };
        assert_eq!(decode::<PairingSecret>(&encode(&secret).bytes, false).unwrap(), secret);
    }

    #[test]
    fn ids_are_bytes_on_the_wire_and_words_in_json() {
        assert_eq!(encode(&BookId([4; 16])).bytes.len(), 17);
        assert_eq!(serde_json::to_string(&BookId([4; 16])).unwrap(), "\"04040404-0404-0404-0404-040404040404\"");
    }

    #[test]
    fn an_idle_exchange_is_small_both_ways() {
        let asked = encode(&exchange(0)).bytes.len();
        let page = Page {
            epoch: Epoch([1; 16]),
            after: 1 << 40,
            upto: 1 << 40,
            more: false,
            erasures: vec![],
            changes: vec![],
            entries: vec![],
            digest: Some(Digest { count: 1 << 40, sum: [9; 32] }),
        };
        let answered = encode(&Answer::Page(page)).bytes.len();
        assert!(asked <= 200 && answered <= 200, "{asked} B asked, {answered} B answered");
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        let bomb = zstd::bulk::compress(&vec![0; limit::BODY_BYTES_DECOMPRESSED + 1], 3).unwrap();
        assert!(bomb.len() < 10_000);
        assert!(matches!(decode::<Exchange>(&bomb, true), Err(BodyError::TooLarge(_))));
    }

    #[test]
    fn lengths_that_lie_are_refused() {
        // A CBOR byte string and an array that claim 2^62 elements.
        for lie in [[0x5b, 0x40, 0, 0, 0, 0, 0, 0, 0], [0x9b, 0x40, 0, 0, 0, 0, 0, 0, 0]] {
            assert!(decode::<Vec<ChangeId>>(&lie, false).is_err());
        }
    }
}
