//! A book in a temporary home, and the real program to run on it, as somebody at a keyboard would.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod golden;
pub mod server;
pub mod window;

use std::{
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use serde_json::Value;

/// A home with, or without, a book.
pub struct Home {
    dir: tempfile::TempDir,
}

/// What came of a command.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Ran {
    fn from(done: Output) -> Self {
        Self {
            code: done.status.code().unwrap_or(-1),
            stdout: String::from_utf8(done.stdout).unwrap(),
            stderr: String::from_utf8(done.stderr).unwrap(),
        }
    }
}

/// A command that goes on.
pub struct Started(Child);

impl Started {
    /// Asks it to end, as a terminal that is closed does.
    pub fn ask_to_end(self) -> Ran {
        let asked = Command::new("kill").arg(self.0.id().to_string()).status().unwrap();
        assert!(asked.success(), "it had ended already");
        self.0.wait_with_output().unwrap().into()
    }
}

impl Home {
    /// A home without a book.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A home with the book of Riverside Therapy.
    pub fn with_book() -> Self {
        let home = Self::empty();
        home.ok(
            r#"init --practice "Riverside Therapy" --device Phone --person "Kim" --zone Europe/London --region GB"#,
        );
        home
    }

    /// With a place and two people too.
    pub fn with_people() -> Self {
        let home = Self::with_book();
        home.ok(r#"add place "Oak Street Family Medicine" --sector primary_care"#);
        home.ok(
            r#"add person "Ana Ruiz" --at "Oak Street" --role front_desk --routes-referrals --phone "+1 555 0100""#,
        );
        home.ok(r#"add person "Dr. Sam Lee" --sector psychiatry"#);
        home
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("book")
    }

    /// A file beside the book.
    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Runs a line as it would be typed after `rapport`.
    pub fn run(&self, line: &str) -> Ran {
        self.command(line).output().unwrap().into()
    }

    /// Starts a line that goes on until it is asked to end.
    pub fn start(&self, line: &str) -> Started {
        Started(self.command(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
    }

    /// Waits for what another process does.
    ///
    /// # Panics
    /// If it never comes.
    #[track_caller]
    pub fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..600 {
            if is_so(self) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("it never came: {what}");
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapport"));
        command
            .args(words(line))
            .env("RAPPORT_HOME", self.path())
            .env_remove("NO_COLOR")
            .env("TERM", "xterm-256color")
            .current_dir(self.dir.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs a line that is expected to do what it says; answers what was printed.
    #[track_caller]
    pub fn ok(&self, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!(ran.code, 0, "rapport {line}\n{}{}", ran.stdout, ran.stderr);
        ran.stdout
    }

    /// Likewise with `--json`; answers the one object.
    #[track_caller]
    pub fn json(&self, line: &str) -> Value {
        let printed = self.ok(&format!("--json {line}"));
        let value: Value = serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{line}: {error}\n{printed}"));
        assert!(value.is_object(), "rapport --json {line} prints one object, not {printed}");
        value
    }

    /// Runs a line that is expected to be refused with an exit code; answers what was said.
    #[track_caller]
    pub fn refused(&self, code: i32, line: &str) -> String {
        let ran = self.run(line);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "rapport {line}\n{}", ran.stderr);
        ran.stderr
    }

    /// The id of the record that a line made or changed.
    #[track_caller]
    pub fn id(&self, line: &str) -> String {
        self.json(line)["id"].as_str().unwrap().to_owned()
    }
}

/// A line split as a shell splits it, as far as double quotes.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut any) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '"' => (quoted, any) = (!quoted, true),
            c if c.is_whitespace() && !quoted => {
                if any {
                    words.push(std::mem::take(&mut word));
                }
                any = false;
            }
            c => {
                word.push(c);
                any = true;
            }
        }
    }
    if any {
        words.push(word);
    }
    words
}
