//! A proxy on loopback that counts what goes through it: requests, and the bytes of their bodies each way.

use std::{
    io::{self, BufRead, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// The proxy; it listens as long as the program runs.
pub(super) struct Counting {
    /// Where it listens.
    pub address: SocketAddr,
    counted: Arc<Counted>,
}

#[derive(Default)]
struct Counted {
    trips: AtomicU64,
    sent: AtomicU64,
    received: AtomicU64,
}

/// What went through since the last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Traffic {
    /// Requests.
    pub trips: u64,
    /// Bytes of their bodies.
    pub sent: u64,
    /// Bytes of their answers' bodies.
    pub received: u64,
}

impl Traffic {
    /// The greater number of each.
    pub fn max(self, other: Self) -> Self {
        Self {
            trips: self.trips.max(other.trips),
            sent: self.sent.max(other.sent),
            received: self.received.max(other.received),
        }
    }
}

impl Counting {
    /// Begins to listen, in front of a server.
    pub fn before(server: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let (address, counted) = (listener.local_addr()?, Arc::<Counted>::default());
        let counting = Arc::clone(&counted);
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let counting = Arc::clone(&counting);
                // A connection ends when either side ends it, and nobody hears of it: its requests were counted.
                thread::spawn(move || relay(client, server, &counting));
            }
        });
        Ok(Self { address, counted })
    }

    /// What went through since this was last asked.
    pub fn traffic(&self) -> Traffic {
        let Counted { trips, sent, received } = &*self.counted;
        let [trips, sent, received] = [trips, sent, received].map(|count| count.swap(0, Ordering::SeqCst));
        Traffic { trips, sent, received }
    }
}

/// One connection: a request, its answer, the next request …
fn relay(client: TcpStream, server: SocketAddr, counted: &Counted) -> io::Result<()> {
    client.set_nodelay(true)?;
    let mut to_client = client.try_clone()?;
    let mut from_client = BufReader::new(client);
    loop {
        // Counted before it is passed on: whoever has the answer finds it counted.
        let (request, body) = read_message(&mut from_client)?;
        counted.trips.fetch_add(1, Ordering::SeqCst);
        counted.sent.fetch_add(body, Ordering::SeqCst);
        // Each on a connection of its own: the server may end an idle one, and the device would not hear of it here.
        let mut to_server = TcpStream::connect(server)?;
        to_server.set_nodelay(true)?;
        to_server.write_all(&request)?;
        let (answer, body) = read_message(&mut BufReader::new(to_server))?;
        counted.received.fetch_add(body, Ordering::SeqCst);
        to_client.write_all(&answer)?;
    }
}

/// A message of HTTP/1.1 that says how long its body is, as all of ours do; and how long that is.
fn read_message(from: &mut impl BufRead) -> io::Result<(Vec<u8>, u64)> {
    let (mut message, mut body) = (Vec::new(), 0);
    loop {
        let begins = message.len();
        if from.read_until(b'\n', &mut message)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = String::from_utf8_lossy(&message[begins..]);
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                body = value.trim().parse().map_err(io::Error::other)?;
            }
            None if line.trim().is_empty() => break,
            _ => {}
        }
    }
    from.take(body).read_to_end(&mut message)?;
    Ok((message, body))
}
