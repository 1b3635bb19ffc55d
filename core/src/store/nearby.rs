//! Places by where they are and when one was there.

use rapport_protocol::RecordId;
use rusqlite::{Row, params};

use super::{RecordKey, Session};
use crate::{
    error::Result,
    model::{Geo, Instant, Kind},
    practice::facts::Nature,
};

/// Half the height of the box that counts as near, in degrees: some two kilometres. A degree of longitude is shorter
/// everywhere but at the equator, so the box is as wide as it is high at 60 degrees, and wider toward the equator.
const NEAR_DEGREES: f64 = 0.02;

impl Session<'_> {
    /// Places around a point, merged ones once, in no order. Across the date line nothing is near.
    pub fn places_around(&self, geo: Geo, limit: u32) -> Result<Vec<RecordId>> {
        let (latitude, longitude) = (geo.latitude, geo.longitude);
        let mut statement = self.sql.prepare_cached(
            "SELECT DISTINCT canonical FROM contact WHERE latitude IS NOT NULL AND latitude BETWEEN ?1 AND ?2
             AND longitude BETWEEN ?3 AND ?4 ORDER BY abs(latitude - ?5) + abs(longitude - ?6), canonical LIMIT ?7",
        )?;
        let (south, north) = (latitude - NEAR_DEGREES, latitude + NEAR_DEGREES);
        let (west, east) = (longitude - 2.0 * NEAR_DEGREES, longitude + 2.0 * NEAR_DEGREES);
        let within = params![south, north, west, east, latitude, longitude, limit];
        Ok(statement.query_map(within, id_of)?.collect::<Result<_, _>>()?)
    }

    /// The places that came into the book last, merged ones once, the newest first.
    pub fn newest_places(&self, limit: u32) -> Result<Vec<RecordId>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT id FROM contact WHERE form = 'place' AND canonical = id ORDER BY key DESC LIMIT ?1",
        )?;
        Ok(statement.query_map([limit], id_of)?.collect::<Result<_, _>>()?)
    }

    /// The places where something happened between two instants, the latest first; one as often as one was there.
    pub fn places_visited(&self, from: Instant, until: Instant, limit: u32) -> Result<Vec<(RecordId, Instant)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT moment_who.who, moment.at FROM moment JOIN moment_who ON moment_who.key = moment.key
             WHERE moment.at >= ?1 AND moment.at < ?2 AND moment.kind = 'touchpoint' AND moment_who.nature & ?3
             ORDER BY moment.at DESC, moment.id DESC LIMIT ?4",
        )?;
        let read = |row: &Row<'_>| Ok((RecordId(row.get(0)?), Instant(row.get(1)?)));
        let visited = statement.query_map(params![from.0, until.0, Nature::PLACE.bits(), limit], read)?;
        Ok(visited.collect::<Result<_, _>>()?)
    }
}

impl Session<'_> {
    /// Pairs of touchpoints that happened at one place within a time, the first since an instant; the latest pairs first.
    pub fn close_together(&self, since: Instant, within_ms: i64, limit: u32) -> Result<Vec<(RecordKey, RecordKey)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT DISTINCT one.key, other.key FROM moment
             JOIN moment_who one ON one.key = moment.key
             JOIN moment_who other ON other.who = one.who AND other.kind = 'touchpoint'
               AND other.at BETWEEN one.at - ?2 AND one.at + ?2 AND other.id > one.id
             WHERE moment.at >= ?1 AND moment.kind = 'touchpoint' AND one.nature & ?3 AND other.nature & ?3
             ORDER BY one.at DESC, one.id, other.id LIMIT ?4",
        )?;
        let place = Nature::PLACE.bits();
        let pairs =
            statement.query_map(params![since.0, within_ms, place, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    /// The numbers of the records of a kind that stand in the timeline between two instants, in its order; 500 at most.
    pub fn moments_between(&self, kind: &Kind, from: Instant, until: Instant) -> Result<Vec<RecordKey>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT key FROM moment WHERE at >= ?1 AND at < ?2 AND kind = ?3 ORDER BY at, id LIMIT 500",
        )?;
        let keys = statement.query_map(params![from.0, until.0, kind.as_str()], |row| row.get(0))?;
        Ok(keys.collect::<Result<_, _>>()?)
    }
}

fn id_of(row: &Row<'_>) -> rusqlite::Result<RecordId> {
    Ok(RecordId(row.get(0)?))
}
