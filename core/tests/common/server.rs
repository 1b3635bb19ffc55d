//! A server that takes everything and passes it on in one feed: enough for two devices to meet.

use std::collections::BTreeMap;

use rapport_core::{
    Companion,
    companion::{Progress, Received},
    model::{ChangeId, RecordId},
};
use rapport_protocol::{
    Answer, Digest, Entry, EntryBody, Epoch, Exchange, Item, Page, Verdict,
    bootstrap::{BootstrapAnswer, Part, Resume, WholeRecord},
};

const EPOCH: Epoch = Epoch([7; 16]);

#[derive(Default)]
pub struct Server {
    feed: Vec<Entry>,
    /// No position is given twice, also where an erasure has taken the last ones away.
    head: u64,
    digest: Digest,
}

impl Server {
    /// Brings a device to where everybody is.
    pub fn sync(&mut self, device: &Companion) {
        while device.needs_bootstrap().unwrap() {
            let asked = device.ask_bootstrap().unwrap();
            assert_eq!(device.receive_bootstrap(&asked, self.bootstrap()).unwrap(), Progress::Done);
        }
        for _ in 0..10 {
            let asked = device.ask().unwrap();
            let answer = self.exchange(&asked.exchange);
            match device.receive(&asked, answer).unwrap() {
                Received::Page(taken) if !taken.more && taken.unsent == 0 => return,
                Received::Page(_) => {}
                other => panic!("{other:?}"),
            }
        }
        panic!("the device never comes to rest");
    }

    /// Puts a change into the feed that no device of this version would make.
    pub fn put(&mut self, record: RecordId, id: ChangeId, bytes: &[u8]) {
        self.take(record, EntryBody::Change { id, bytes: bytes.to_vec() });
        self.digest.insert(Item::change(record, id));
    }

    /// A record as the changes of all devices make it, with what no version of this program knows.
    #[allow(dead_code, reason = "each test file uses its part")]
    pub fn fields(&self, record: RecordId) -> rapport_document::Fields {
        let chunks = self.feed.iter().filter(|entry| entry.record == record).filter_map(|entry| match &entry.body {
            EntryBody::Change { bytes, .. } => Some(bytes.as_slice()),
            _ => None,
        });
        rapport_document::Document::load_chunks(chunks).unwrap().fields()
    }

    fn bootstrap(&self) -> BootstrapAnswer {
        let mut records: BTreeMap<RecordId, (u64, Vec<u8>)> = BTreeMap::new();
        for entry in &self.feed {
            if let EntryBody::Change { bytes, .. } = &entry.body {
                records.entry(entry.record).or_insert((entry.position, Vec::new())).1.extend(bytes);
            }
        }
        let mut whole: Vec<_> =
            records.into_iter().map(|(record, (key, changes))| (key, WholeRecord { record, changes })).collect();
        whole.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
        BootstrapAnswer::Part(Part {
            resume: Resume { epoch: EPOCH, head: self.head, key: 0 },
            done: true,
            total: whole.len() as u64,
            erasures: self
                .feed
                .iter()
                .filter(|entry| entry.body == EntryBody::Erased)
                .map(|entry| entry.record)
                .collect(),
            records: whole.into_iter().map(|(_, record)| record).collect(),
        })
    }

    fn exchange(&mut self, asked: &Exchange) -> Answer {
        let mut verdicts = Vec::new();
        for push in &asked.changes {
            if self.is_erased(push.record) {
                verdicts.push(Verdict::Erased);
                continue;
            }
            let known = self.feed.iter().any(|entry| {
                entry.record == push.record && matches!(&entry.body, EntryBody::Change { id, .. } if *id == push.id)
            });
            verdicts.push(if known { Verdict::Have } else { Verdict::Accepted });
            if !known {
                self.put(push.record, push.id, &push.bytes);
            }
        }
        for record in &asked.erasures {
            if !self.is_erased(*record) {
                self.erase(*record);
            }
        }
        Answer::Page(Page {
            epoch: EPOCH,
            after: asked.cursor,
            upto: self.head,
            more: false,
            erasures: vec![Verdict::Accepted; asked.erasures.len()],
            changes: verdicts,
            entries: self.feed.iter().filter(|entry| entry.position > asked.cursor).cloned().collect(),
            digest: Some(self.digest),
        })
    }

    fn erase(&mut self, record: RecordId) {
        for entry in self.feed.extract_if(.., |entry| entry.record == record) {
            if let EntryBody::Change { id, .. } = entry.body {
                self.digest.remove(Item::change(record, id));
            }
        }
        self.take(record, EntryBody::Erased);
        self.digest.insert(Item::erasure(record));
    }

    fn take(&mut self, record: RecordId, body: EntryBody) {
        self.head += 1;
        self.feed.push(Entry { position: self.head, record, key_epoch: 0, body });
    }

    fn is_erased(&self, record: RecordId) -> bool {
        self.feed.iter().any(|entry| entry.record == record && entry.body == EntryBody::Erased)
    }
}
