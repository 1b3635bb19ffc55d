//! The app over real HTTP, as a browser's window that was let in sees it.

use std::{
    fmt::Write as _,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::Duration,
};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::Home;

/// The most that a page may weigh.
pub const PAGE_BYTES: usize = 100 * 1024;
/// How a form is sent.
const FORM: &str = "application/x-www-form-urlencoded";

/// A running app, not yet let in: every header is the test's own.
pub struct Running {
    process: Child,
    pub host: String,
    key: String,
}

/// A running app with one window.
pub struct Window {
    app: Running,
    cookies: String,
    token: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Running {
    /// Starts the app on a home.
    pub fn on(home: &Home) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_rapport"))
            .args(["--home", home.path().to_str().unwrap(), "--json", "app", "--no-open", "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let (host, key) = address.split_once('/').unwrap();
        Self { process, host: host.to_owned(), key: key.to_owned() }
    }

    /// Lets a browser in; its cookie.
    pub fn cookie(&self) -> String {
        let opened = self.ask(&format!("GET /{}", self.key), &[("Host", &self.host)], b"");
        assert_eq!(opened.status, 303, "{}", opened.head);
        assert_eq!(opened.header("location"), Some("/"), "the key stays in no address");
        let given = opened.header("set-cookie").unwrap();
        assert!(given.contains("HttpOnly") && given.contains("SameSite=Strict"), "{given}");
        given.split(';').next().unwrap().to_owned()
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.host)
    }

    pub fn get(&self, cookie: &str, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), &[("Host", &self.host), ("Cookie", cookie)], b"")
    }

    pub fn post(&self, cookie: &str, path: &str, origin: &str, body: &str) -> Answer {
        let headers = [("Host", self.host.as_str()), ("Cookie", cookie), ("Origin", origin), ("Content-Type", FORM)];
        self.ask(&format!("POST {path}"), &headers, body.as_bytes())
    }

    /// Asks, with these headers.
    pub fn ask(&self, request: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let mut head = format!("{request} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        stream.write_all(&[head.as_bytes(), b"\r\n", body].concat()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let bytes = answer[end + 4..].to_vec();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

impl Window {
    /// Opens the app on a home.
    pub fn on(home: &Home) -> Self {
        let app = Running::on(home);
        let mut window = Self { cookies: app.cookie(), app, token: String::new() };
        let page = window.get("/welcome");
        let page = if page.status == 303 { window.get("/more") } else { page };
        let page = if page.status == 303 { window.get("/unlock") } else { page };
        page.token().clone_into(&mut window.token);
        window
    }

    /// A page, which must be there.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(answer.body.contains("<h1"), "{path} has no heading");
        assert!(answer.body.len() <= PAGE_BYTES, "{path} weighs {} bytes", answer.body.len());
        answer.body
    }

    pub fn get(&self, path: &str) -> Answer {
        self.app.get(&self.cookies, path)
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let plain = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", plain(name), plain(value))).collect();
        self.form(path, &body.join("&"))
    }

    /// Sends a form as it stands in an address.
    fn form(&self, path: &str, body: &str) -> Answer {
        let body = format!("{body}&token={}", utf8_percent_encode(&self.token, NON_ALPHANUMERIC));
        self.app.post(&self.cookies, path, &self.app.origin(), &body)
    }

    /// Sends a form that is kept; where it leads.
    #[track_caller]
    pub fn send(&self, path: &str, body: &str) -> String {
        let sent = self.form(path, body);
        assert_eq!(sent.status, 303, "{path} {body}: {}", sent.body);
        sent.header("location").unwrap().to_owned()
    }

    /// Sends a form that is shown once more.
    #[track_caller]
    pub fn refused(&self, path: &str, body: &str) -> String {
        let sent = self.form(path, body);
        assert_eq!(sent.status, 422, "{path} {body}: {}", sent.head);
        sent.body
    }

    /// Takes back what was done last.
    pub fn undo(&self, times: u32) {
        self.send("/undo", &format!("times={times}"));
    }

    /// Sends a form with a file.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
        let mut body = Vec::new();
        for (name, value) in [("token", self.token.as_str())].iter().chain(fields) {
            write!(body, "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
        }
        let (name, called, bytes) = file;
        write!(body, "--edge\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{called}\"\r\n").unwrap();
        write!(body, "Content-Type: application/octet-stream\r\n\r\n").unwrap();
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        let (origin, kind) = (self.app.origin(), "multipart/form-data; boundary=edge");
        let headers =
            [("Host", self.app.host.as_str()), ("Cookie", &self.cookies), ("Origin", &origin), ("Content-Type", kind)];
        self.app.ask(&format!("POST {path}"), &headers, &body)
    }

    /// Sends a form that is expected to be done; the page that it leads to, with what is said there.
    #[track_caller]
    pub fn done(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields);
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
        self.follow(&answer)
    }

    /// The page that an answer leads to.
    #[track_caller]
    pub fn follow(&self, answer: &Answer) -> String {
        let said = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next()).unwrap_or("x=");
        let to = answer.header("location").unwrap();
        let page = self.app.get(&format!("{}; {said}", self.cookies), to);
        assert_eq!(page.status, 200, "{to}: {}", page.body);
        page.body
    }

    /// Closes the app as a terminal does, and waits until it has ended.
    pub fn close(mut self) {
        assert!(Command::new("kill").arg(self.app.process.id().to_string()).status().unwrap().success());
        self.app.process.wait().unwrap();
    }
}

impl Answer {
    /// The token that stands in the forms of a page.
    pub fn token(&self) -> &str {
        let form = self.body.split_once("name=\"token\" value=\"");
        let (_, after) = form.or(self.body.split_once("data-token=\"")).unwrap();
        after.split('"').next().unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let of = |line: &&str| line.split_once(": ").is_some_and(|(own, _)| own.eq_ignore_ascii_case(name));
        self.head.lines().find(of)?.split_once(": ").map(|(_, value)| value)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
