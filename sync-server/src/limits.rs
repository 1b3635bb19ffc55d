//! How often somebody may ask: counted in this process, in windows, by device and by address.

use std::{
    collections::HashMap,
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

use rapport_protocol::{Refusal, RefusalCode, Token};

use crate::{access::hash, environment::Clock, refusal::refuse_for_now};
use windows::Windows;

mod windows;

/// How much of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Requests a minute of one device.
    pub requests_a_minute: u32,
    /// Requests a minute from one address (an IPv6 network of 64 bits is one).
    pub requests_a_minute_address: u32,
    /// Repairs an hour of one device: each costs as much as the book is large.
    pub repairs_an_hour: u32,
    /// Tries of a pairing code or an invitation, a minute, from one address.
    pub pairings_a_minute: u32,
    /// Live streams of one device at a time.
    pub streams: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            requests_a_minute: 1_200,
            requests_a_minute_address: 6_000,
            repairs_an_hour: 60,
            pairings_a_minute: 20,
            streams: 8,
        }
    }
}

/// Counts who asks what: an address for every request, a device only once it is known to be one, so that tokens which
/// somebody makes up are counted with the address that they come from, and fill nothing.
pub struct Limits {
    rates: Rates,
    clock: Arc<dyn Clock>,
    addresses: Mutex<Windows<IpAddr>>,
    pairings: Mutex<Windows<IpAddr>>,
    devices: Mutex<Windows<[u8; 32]>>,
    repairs: Mutex<Windows<[u8; 32]>>,
    streams: Mutex<HashMap<[u8; 32], u32>>,
}

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 3_600;

impl Limits {
    /// Counts by this clock.
    #[must_use]
    pub fn new(rates: Rates, clock: Arc<dyn Clock>) -> Self {
        Self {
            rates,
            clock,
            addresses: Mutex::new(Windows::of(MINUTE_S)),
            pairings: Mutex::new(Windows::of(MINUTE_S)),
            devices: Mutex::new(Windows::of(MINUTE_S)),
            repairs: Mutex::new(Windows::of(HOUR_S)),
            streams: Mutex::default(),
        }
    }

    /// Any request from an address.
    pub fn address(&self, address: IpAddr) -> Result<(), Refusal> {
        self.count(&self.addresses, network(address), self.rates.requests_a_minute_address, "requests from here")
    }

    /// Any request of a device that was let in.
    pub fn device(&self, token: &Token) -> Result<(), Refusal> {
        self.count(&self.devices, device(token), self.rates.requests_a_minute, "requests of this device")
    }

    /// The first round of a repair of a device that was let in.
    pub fn repair(&self, token: &Token) -> Result<(), Refusal> {
        self.count(&self.repairs, device(token), self.rates.repairs_an_hour, "repairs of this device's book")
    }

    /// A try of a pairing code or an invitation.
    pub fn pairing(&self, address: IpAddr) -> Result<(), Refusal> {
        self.count(&self.pairings, network(address), self.rates.pairings_a_minute, "tries of a code from here")
    }

    /// A live stream of a device that was let in, for as long as what is returned lives.
    pub fn stream(self: &Arc<Self>, token: &Token) -> Result<Stream, Refusal> {
        let device = device(token);
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let open = streams.entry(device).or_default();
        if *open >= self.rates.streams {
            return Err(too_many("live streams of this device at a time", 30));
        }
        *open += 1;
        Ok(Stream { limits: Arc::clone(self), device })
    }

    fn count<Who: Eq + Hash>(
        &self,
        windows: &Mutex<Windows<Who>>,
        who: Who,
        most: u32,
        what: &str,
    ) -> Result<(), Refusal> {
        let now_s = self.clock.now_s();
        let window = windows.lock().unwrap_or_else(PoisonError::into_inner).count(who, now_s);
        if window.count <= most {
            return Ok(());
        }
        Err(too_many(what, u32::try_from(window.ends_s - now_s).unwrap_or(1)))
    }
}

/// A live stream that counts while it is open.
pub struct Stream {
    limits: Arc<Limits>,
    device: [u8; 32],
}

impl Drop for Stream {
    fn drop(&mut self) {
        let mut streams = self.limits.streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = streams.get_mut(&self.device) {
            *open -= 1;
            if *open == 0 {
                streams.remove(&self.device);
            }
        }
    }
}

fn too_many(what: &str, retry_after_s: u32) -> Refusal {
    let message = format!("Too many {what}. Nothing is lost; it goes on in {retry_after_s} s.");
    refuse_for_now(RefusalCode::TooMany, message, retry_after_s)
}

fn device(token: &Token) -> [u8; 32] {
    hash(token.0.as_bytes())
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[derive(Default)]
    struct Hands(AtomicI64);

    impl Clock for Hands {
        fn now_s(&self) -> i64 {
            self.0.load(Ordering::Relaxed)
        }
    }

    #[test]
    fn who_asks_too_often_is_told_when_to_come_back_and_nobody_else_is() {
        let clock = Arc::new(Hands::default());
        let rates = Rates { requests_a_minute: 2, ..Rates::default() };
        let limits = Limits::new(rates, clock.clone());
        let (busy, calm) = (Token("busy".into()), Token("calm".into()));
        clock.0.store(1_000, Ordering::Relaxed);
        assert!(limits.device(&busy).is_ok() && limits.device(&busy).is_ok());
        clock.0.store(1_020, Ordering::Relaxed);
        let refusal = limits.device(&busy).unwrap_err();
        assert_eq!((refusal.code, refusal.retry_after_s), (RefusalCode::TooMany, Some(40)));
        assert!(limits.device(&calm).is_ok());
        for moved in [1_060, 5] {
            clock.0.store(moved, Ordering::Relaxed);
            assert!(limits.device(&busy).is_ok(), "after the minute, and after a clock set back");
        }
    }

    #[test]
    fn a_network_of_addresses_is_one_address() {
        let limits = Limits::new(Rates { pairings_a_minute: 1, ..Rates::default() }, Arc::new(Hands::default()));
        assert!(limits.pairing("2001:db8::1".parse().unwrap()).is_ok());
        assert!(limits.pairing("2001:db8::2".parse().unwrap()).is_err());
        assert!(limits.pairing("192.0.2.1".parse().unwrap()).is_ok());
        assert!(limits.pairing("::ffff:192.0.2.1".parse().unwrap()).is_err());
    }

    #[test]
    fn a_stream_that_ends_makes_room_for_the_next() {
        let limits = Arc::new(Limits::new(Rates { streams: 1, ..Rates::default() }, Arc::new(Hands::default())));
        let token = Token("a".into());
        let stream = limits.stream(&token).ok().unwrap();
        assert!(limits.stream(&token).is_err());
        drop(stream);
        assert!(limits.stream(&token).is_ok());
    }
}
