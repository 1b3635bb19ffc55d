//! The desktop app on the large book, asked over loopback as a browser asks: how soon it answers, how long a page takes and how
//! much it weighs, what the process needs.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command as Process, Stdio},
    time::Duration,
};

use super::{
    Bound, Figure, Section, Times,
    book::{Large, program},
    measure::{pairs, times},
};

/// Within what the first page is there after the program was started.
const STARTED: Duration = Duration::from_millis(300);
/// Within what a page is there.
const ANSWERED: Duration = Duration::from_millis(100);
/// Within what results are there while one types.
const FOUND: Duration = Duration::from_millis(50);
/// The most that a page weighs, in bytes.
const PAGE_BYTES: usize = 100 * 1024;
/// Pages whose weight is that of their charts.
const CHARTS: [&str; 2] = ["/insights", "/introductions"];
/// How often the app is started, and each page asked for.
const STARTS: usize = 15;
const ROUNDS: usize = 15;
/// What somebody types.
const TYPED: [&str; 6] = ["ana", "oak", "s", "ben sch", "park behind", "r-0"];

/// Measures the app.
pub(super) fn app(large: &Large) -> Section {
    let home = large.copy();
    let starting = times(STARTS, |_| App::open(home.path()));
    let app = App::open(home.path());
    let mut pages: Vec<Asked> = app.screens().iter().map(|path| app.measured(path)).collect();
    pages.sort_by_key(|page| page.times.median());
    let slowest = pages.last().expect("the app has pages");
    let plain = pages.iter().filter(|page| !CHARTS.iter().any(|chart| page.path.starts_with(chart)));
    let heaviest = plain.max_by_key(|page| page.bytes).expect("most pages have no charts");
    let (found, file) = pairs(
        ROUNDS * TYPED.len(),
        |round| app.get(&format!("/search/quick?q={}", TYPED[round % TYPED.len()].replace(' ', "+"))),
        |_| app.get("/style.css"),
    );
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let beside = format!("a file of ours from memory: {:.2} ms", ms(file.median()));
    let took = |times: &Times| format!("{:.1} ms, p99 {:.1} ms", ms(times.median()), ms(times.p99()));
    let figures = vec![
        Figure {
            smaller: Vec::new(),
            what: "from starting the program to its first page".to_owned(),
            measured: took(&starting),
            beside: beside.clone(),
            goal: format!("≤ {} ms", STARTED.as_millis()),
            reached: Bound::at_most(starting.median(), STARTED),
        },
        Figure {
            smaller: Vec::new(),
            what: format!("the slowest of {} pages: {}", pages.len(), slowest.path),
            measured: took(&slowest.times),
            beside: format!("{beside}; the page in the middle: {:.1} ms", ms(pages[pages.len() / 2].times.median())),
            goal: format!("≤ {} ms", ANSWERED.as_millis()),
            reached: Bound::at_most(slowest.times.median(), ANSWERED),
        },
        Figure {
            smaller: Vec::new(),
            what: "what is found while one types".to_owned(),
            measured: took(&found),
            beside,
            goal: format!("≤ {} ms", FOUND.as_millis()),
            reached: Bound::at_most(found.median(), FOUND),
        },
        Figure {
            smaller: Vec::new(),
            what: format!("the heaviest page without charts: {}", heaviest.path),
            measured: format!("{} kB", heaviest.bytes / 1_000),
            beside: String::new(),
            goal: format!("≤ {} kB", PAGE_BYTES / 1_000),
            reached: Bound::at_most(heaviest.bytes, PAGE_BYTES),
        },
        Figure {
            smaller: Vec::new(),
            what: "memory of the app's process after all of that".to_owned(),
            measured: format!("{} MB at the most", app.most_kib() / 1_024),
            beside: String::new(),
            goal: String::new(),
            reached: Bound::None,
        },
    ];
    Section { title: "The desktop app, over loopback", smaller: Vec::new(), figures }
}

/// A page that was asked for many times.
struct Asked {
    path: String,
    times: Times,
    bytes: usize,
}

/// The program, running on a book, with a browser that was let in.
struct App {
    process: Child,
    host: String,
    cookie: String,
}

impl App {
    /// Starts it, and waits for the first page.
    fn open(home: &Path) -> Self {
        let mut start = Process::new(program("rapport"));
        start.arg("--home").arg(home).args(["--json", "app", "--no-open", "--port", "0"]).stdout(Stdio::piped());
        let mut process = start.spawn().expect("`rapport` is built with this program");
        let mut line = String::new();
        let told = BufReader::new(process.stdout.take().expect("it was piped")).read_line(&mut line);
        told.expect("it says where it is");
        let said: serde_json::Value = serde_json::from_str(&line).expect("it says so as JSON");
        let address = said["address"].as_str().and_then(|address| address.strip_prefix("http://")).unwrap_or_default();
        let (host, key) = address.split_once('/').expect("an address has a path");
        let mut app = Self { process, host: host.to_owned(), cookie: String::new() };
        let let_in = app.get(&format!("/{key}"));
        let cookie = let_in.split_once("set-cookie: ").and_then(|(_, after)| after.split(';').next());
        cookie.expect("a browser that has the key is let in").clone_into(&mut app.cookie);
        assert!(app.get("/").starts_with("HTTP/1.1 200"), "the first page is there");
        app
    }

    /// The addresses of its screens, and the page of somebody.
    fn screens(&self) -> Vec<String> {
        let more = self.get("/more");
        let main = more.split_once("<main").map_or("", |(_, main)| main);
        let mut paths: Vec<String> = ["/", "/partners", "/log", "/search?q=ana"].map(str::to_owned).to_vec();
        paths.extend(links(main).map(str::to_owned));
        let list = self.get("/partners");
        paths.extend(links(&list).find(|path| path.len() > "/partners/".len() + 30).map(str::to_owned));
        paths.sort();
        paths.dedup();
        paths
    }

    fn measured(&self, path: &str) -> Asked {
        let page = self.get(path);
        assert!(page.starts_with("HTTP/1.1 200"), "{path}: {}", page.lines().next().unwrap_or_default());
        Asked { path: path.to_owned(), times: times(ROUNDS, |_| self.get(path)), bytes: page.len() }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("the app listens");
        let (host, cookie) = (&self.host, &self.cookie);
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
            .expect("the app reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the app answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The most memory that it ever had, in KiB.
    fn most_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or_default()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _dead_already = self.process.kill();
        let _gone_already = self.process.wait();
    }
}

/// Where the links of a page lead, on this app.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("href=\"").skip(1).filter_map(|after| after.split('"').next()).filter(|path| path.starts_with('/'))
}
