//! How large anything may be. Each is answered by a clear refusal, and nothing is lost by one.
//!
//! The gate's limits (a change, its operations, its values) only ever grow from version to version: a change that one
//! version took must pass in all later ones.

/// A request or answer body as sent, in bytes.
pub const BODY_BYTES: usize = 4 << 20;
/// The same after decompression, in bytes.
pub const BODY_BYTES_DECOMPRESSED: usize = 16 << 20;
/// Changes in one push.
pub const CHANGES_A_PUSH: usize = 2_000;
/// Bytes of changes that a device puts in one push and a server in one page; one entry may go over it.
pub const PAGE_BYTES: usize = 2 << 20;
/// Entries in one page of the feed.
pub const ENTRIES_A_PAGE: usize = 2_000;
/// Erasures in one exchange.
pub const ERASURES_A_PUSH: usize = 2_000;
/// Items asked for in one fetch.
pub const ITEMS_A_FETCH: usize = 20_000;
/// Erasures in one part of a bootstrap.
pub const ERASURES_A_PART: usize = 20_000;
/// Records in one part of a bootstrap.
pub const RECORDS_A_PART: usize = 4_000;

/// One change, in bytes.
pub const CHANGE_BYTES: usize = 256 << 10;
/// Operations in one change, counted before they are expanded.
pub const OPERATIONS_A_CHANGE: u64 = 32_768;
/// One value (a text scalar or bytes) in a change.
pub const VALUE_BYTES: usize = 64 << 10;
/// One key at the root of a record.
pub const KEY_BYTES: usize = 512;
/// Actors named by one change besides its own.
pub const ACTORS_A_CHANGE: usize = 1_024;
/// Dependencies of one change.
pub const DEPENDENCIES_A_CHANGE: usize = 1_024;
/// The greatest operation counter a change may reach; automerge counts in 32 bits and panics near their end.
pub const OPERATION_COUNTER: u64 = 1 << 30;
/// How far from zero a counter's first value, and each increment of it, may be: what a whole history adds up to stays
/// within 64 bits, where automerge would overflow.
pub const COUNT: u64 = 1 << 40;
/// How far from 1970 the time of a change may be, in seconds: beyond any clock, and within what automerge can subtract.
pub const TIME_S: u64 = 1 << 43;
/// Operations in the whole history of one record.
pub const OPERATIONS_A_RECORD: u64 = 1 << 19;
/// Changes in the whole history of one record.
pub const CHANGES_A_RECORD: usize = 1 << 15;
/// Bytes of one record's history, uncompressed, and so of one pack after decompression. A whole record fits in one body
/// even where it can't be compressed, so that no record can hold back a page or a bootstrap.
pub const RECORD_BYTES: usize = 3 << 20;

/// How long a pairing code can be used, in seconds.
pub const PAIRING_SECRET_S: u64 = 300;
/// A device's or person's name, in bytes.
pub const NAME_BYTES: usize = 200;
