//! Where time and chance come from. Nothing else in the core asks a clock or draws a random number, so that every test can
//! replay.

use std::sync::Arc;

use chrono_tz::Tz;
use rapport_protocol::RecordId;

use crate::model::Instant;

/// The world outside: a clock, a zone, randomness.
pub trait Environment: Send + Sync + 'static {
    /// What the device's clock says. It may be wrong by years; no order depends on it.
    fn now(&self) -> Instant;
    /// The zone that the device is in.
    fn zone(&self) -> Tz;
    /// Random bytes that nobody can guess.
    fn fill_random(&self, bytes: &mut [u8]);
    /// Whether a thread may tidy and look beside what was asked for. A test that is to replay says no.
    fn works_beside(&self) -> bool {
        true
    }
}

/// The environment, shared.
pub type Env = Arc<dyn Environment>;

/// The machine's own clock, zone and randomness.
#[derive(Debug, Default, Clone, Copy)]
pub struct System;

impl Environment for System {
    fn now(&self) -> Instant {
        chrono::Utc::now().into()
    }

    fn zone(&self) -> Tz {
        iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// `N` random bytes.
pub(crate) fn draw<const N: usize>(environment: &Env) -> [u8; N] {
    let mut bytes = [0; N];
    environment.fill_random(&mut bytes);
    bytes
}

/// The id after this one, for what is made in the same breath: it stands after it wherever things stand by time and id (RFC 9562,
/// 6.2, method 2).
pub(crate) fn next_record_id(id: RecordId) -> RecordId {
    RecordId(u128::from_be_bytes(id.0).wrapping_add(1).to_be_bytes())
}

/// A fresh record id: a UUID of version 7 of this moment.
pub(crate) fn fresh_record_id(environment: &Env) -> RecordId {
    let millis = u64::try_from(environment.now().0).unwrap_or(0);
    RecordId(uuid::Builder::from_unix_timestamp_millis(millis, &draw(environment)).into_uuid().into_bytes())
}
