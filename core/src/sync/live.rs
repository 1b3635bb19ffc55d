//! The live stream: where the feed is, as server-sent events. What is in it comes with the next exchange.

use rapport_protocol::live::Feed;

use super::{Fault, OfflineReason, http::Chunks};

/// The longest event that is waited for, in bytes; a `feed` event has some 120.
const EVENT_BYTES: usize = 16 << 10;

/// One event of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The feed is here.
    Feed(Feed),
    /// The server refuses this device from now on: the next exchange says why.
    Refused,
}

/// An open stream.
pub struct Listening {
    chunks: Chunks,
    lines: Lines,
}

impl Listening {
    pub(super) fn new(chunks: Chunks) -> Self {
        Self { chunks, lines: Lines::default() }
    }

    /// The next event. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Result<Heard, Fault> {
        loop {
            while let Some(line) = self.lines.take() {
                if let Some(heard) = self.lines.event(&line) {
                    return Ok(heard);
                }
            }
            if self.lines.unread.len() > EVENT_BYTES || self.lines.data.len() > EVENT_BYTES {
                return Err(Fault::Offline(OfflineReason::NotRapport));
            }
            match self.chunks.next().await? {
                Some(bytes) => self.lines.unread.extend(bytes),
                None => return Err(Fault::Offline(OfflineReason::Interrupted)),
            }
        }
    }
}

/// Bytes on their way to becoming events.
#[derive(Default)]
struct Lines {
    unread: Vec<u8>,
    name: String,
    data: String,
}

impl Lines {
    /// The next whole line, without its end.
    fn take(&mut self) -> Option<String> {
        let end = self.unread.iter().position(|byte| *byte == b'\n')?;
        let line: Vec<u8> = self.unread.drain(..=end).collect();
        Some(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned())
    }

    /// Takes a line in; an empty one ends an event. What this version doesn't know is passed over.
    fn event(&mut self, line: &str) -> Option<Heard> {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "data" => self.data.push_str(value),
            "" if line.is_empty() => {
                let (name, data) = (std::mem::take(&mut self.name), std::mem::take(&mut self.data));
                return match name.as_str() {
                    "feed" => serde_json::from_str(&data).ok().map(Heard::Feed),
                    "refused" => Some(Heard::Refused),
                    _ => None,
                };
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use rapport_protocol::Epoch;

    use super::*;

    fn hear(stream: &str) -> Vec<Heard> {
        let mut lines = Lines { unread: stream.into(), ..Lines::default() };
        let mut heard = Vec::new();
        while let Some(line) = lines.take() {
            heard.extend(lines.event(&line));
        }
        heard
    }

    #[test]
    fn events_are_heard_and_what_is_unknown_is_passed_over() {
        let feed = Feed { epoch: Epoch([1; 16]), head: 7, digest: "0102030405060708".into() };
        let data = serde_json::to_string(&feed).unwrap();
        let stream = format!(
            ": hello\n\nevent: feed\r\ndata: {data}\r\n\r\nevent: weather\ndata: rain\n\nevent: feed\ndata: what?\n\n\
             event:refused\ndata:{{}}\n\nevent: feed\ndata: {data}"
        );
        assert_eq!(hear(&stream), [Heard::Feed(feed), Heard::Refused]);
    }
}
