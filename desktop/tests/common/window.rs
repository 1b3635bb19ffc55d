//! The app over real HTTP, as a browser's window that was let in sees it.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::Duration,
};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::Home;

/// A running app with one window.
pub struct Window {
    process: Child,
    host: String,
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

impl Window {
    /// Opens the app on a home.
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
        let mut window = Self { process, host: host.to_owned(), cookies: String::new(), token: String::new() };
        let opened = window.ask(&format!("GET /{key}"), "", b"");
        assert_eq!(opened.status, 303, "{}", opened.head);
        opened.header("set-cookie").unwrap().split(';').next().unwrap().clone_into(&mut window.cookies);
        let page = window.ask("GET /welcome", "", b"");
        let page = if page.status == 303 { window.ask("GET /more", "", b"") } else { page };
        let (_, after) =
            page.body.split_once("name=\"token\" value=\"").or(page.body.split_once("data-token=\"")).unwrap();
        after.split('"').next().unwrap().clone_into(&mut window.token);
        window
    }

    /// A page, which must be there.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "", b"")
    }

    /// Sends a form.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let plain = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let token = ("token", self.token.as_str());
        let fields = fields.iter().chain([&token]);
        let body: Vec<String> = fields.map(|(name, value)| format!("{}={}", plain(name), plain(value))).collect();
        self.ask(&format!("POST {path}"), "application/x-www-form-urlencoded", body.join("&").as_bytes())
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
        self.ask(&format!("POST {path}"), "multipart/form-data; boundary=edge", &body)
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
        let page = self.ask_with(&format!("GET {to}"), &format!("{}; {said}", self.cookies), "", b"");
        assert_eq!(page.status, 200, "{to}: {}", page.body);
        page.body
    }

    fn ask(&self, request: &str, kind: &str, body: &[u8]) -> Answer {
        self.ask_with(request, &self.cookies, kind, body)
    }

    fn ask_with(&self, request: &str, cookies: &str, kind: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let (host, length) = (&self.host, body.len());
        let origin =
            if kind.is_empty() { String::new() } else { format!("Origin: http://{host}\r\nContent-Type: {kind}\r\n") };
        let head = format!(
            "{request} HTTP/1.1\r\nConnection: close\r\nHost: {host}\r\nCookie: {cookies}\r\n{origin}Content-Length: {length}\r\n\r\n"
        );
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let bytes = answer[end + 4..].to_vec();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head, body: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// Closes the app as a terminal does, and waits until it has ended.
    pub fn close(mut self) {
        assert!(Command::new("kill").arg(self.process.id().to_string()).status().unwrap().success());
        self.process.wait().unwrap();
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let of = |line: &&str| line.split_once(": ").is_some_and(|(own, _)| own.eq_ignore_ascii_case(name));
        self.head.lines().find(of)?.split_once(": ").map(|(_, value)| value)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
