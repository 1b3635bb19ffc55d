//! A server in a process of its own, on real files and a real socket.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

/// A server, open to all and without limits on how often somebody asks; killed when dropped.
pub struct Serving {
    /// Its process.
    pub process: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Serving {
    /// Starts `program`, which is `serve`, on a folder and an address, and waits until it listens.
    #[must_use]
    pub fn start(program: &Path, data: &Path, address: SocketAddr) -> Self {
        let mut serve = Command::new(program);
        serve.arg(data).arg(address.to_string()).stdout(Stdio::piped());
        let mut process = serve.spawn().unwrap_or_else(|error| panic!("{} starts: {error}", program.display()));
        let mut line = String::new();
        let told = BufReader::new(process.stdout.take().expect("it was piped")).read_line(&mut line);
        told.expect("it says where it listens");
        Self { address: line.trim().parse().expect("an address"), process }
    }

    /// Its memory at this moment, in KiB: what of it is in the machine's memory and not in files (`RssAnon`).
    #[must_use]
    pub fn memory_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).expect("it is alive, on Linux");
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("a process has memory");
        line.trim().trim_end_matches(" kB").parse().expect("a number of KiB")
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _dead_already = self.process.kill();
        let _gone_already = self.process.wait();
    }
}
