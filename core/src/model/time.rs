//! Points in time and days.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Visitor},
};

/// A day on the calendar, in no zone.
pub type Day = chrono::NaiveDate;

/// A point in time: milliseconds since 1970 in UTC. In JSON it is RFC 3339 with milliseconds (`2026-11-22T14:05:00.000Z`);
/// outside of the years 0 to 9999, which only a broken clock writes, it is the number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(pub i64);

impl Instant {
    /// As chrono has it. What is a quarter of a million years away or more is put there: chrono ends soon after, and a zone
    /// needs room for its hours.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        const AGES_MS: i64 = 8_000_000_000_000_000;
        DateTime::from_timestamp_millis(self.0.clamp(-AGES_MS, AGES_MS)).unwrap_or_default()
    }

    /// The day it falls on in a zone.
    #[must_use]
    pub fn day_in(self, zone: chrono_tz::Tz) -> Day {
        self.utc().with_timezone(&zone).date_naive()
    }

    /// Whole seconds since 1970, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_millis())
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.utc().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if WRITTEN_OUT.contains(&self.0) {
            serializer.collect_str(&format_args!("{self:?}"))
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

/// 0000-01-01 until 9999-12-31: what RFC 3339 can say.
const WRITTEN_OUT: std::ops::RangeInclusive<i64> = -62_167_219_200_000..=253_402_300_799_999;

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;

        impl Visitor<'_> for Written {
            type Value = Instant;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time, such as 2026-11-22T14:05:00Z, or milliseconds since 1970")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Instant, E> {
                DateTime::parse_from_rfc3339(text).map(|time| Instant(time.timestamp_millis())).map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, ms: i64) -> Result<Instant, E> {
                Ok(Instant(ms))
            }

            fn visit_u64<E: de::Error>(self, ms: u64) -> Result<Instant, E> {
                i64::try_from(ms).map(Instant).map_err(E::custom)
            }
        }

        deserializer.deserialize_any(Written)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn every_instant_has_a_day_in_every_zone() {
        for zone in [chrono_tz::UTC, chrono_tz::Pacific::Kiritimati, chrono_tz::Pacific::Niue] {
            for ms in [i64::MIN, 0, i64::MAX] {
                let day = Instant(ms).day_in(zone);
                assert!(day > Day::MIN && day < Day::MAX);
            }
        }
    }

    #[test]
    fn every_instant_comes_back_from_json() {
        let (first, last) = (*WRITTEN_OUT.start(), *WRITTEN_OUT.end());
        for ms in [0, 1_795_356_300_000, first, first - 1, last, last + 1, i64::MIN, i64::MAX] {
            let json = serde_json::to_string(&Instant(ms)).unwrap();
            assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), Instant(ms), "{json}");
        }
        assert_eq!(serde_json::to_string(&Instant(1_795_356_300_000)).unwrap(), "\"2026-11-22T14:05:00.000Z\"");
        assert_eq!(serde_json::to_string(&Instant(last)).unwrap(), "\"9999-12-31T23:59:59.999Z\"");
    }
}
