//! The files of the project, and what is wrong with one of them.

use std::{collections::BTreeMap, fmt, fs, path::Path};

/// Folders that hold nothing of ours.
const NOT_OURS: &[&str] = &[".git", ".dev", "target", "node_modules"];
/// How files that people read and write end; the others (samples of bytes, pictures) are known by name alone.
const TEXTS: &[&str] = &["rs", "toml", "md", "sql", "mjs", "js", "json", "sh", "py", "kt", "swift"];

/// Texts by their path from the root, with `/` between folders. A file that is no text is there with none.
#[derive(Default)]
pub struct Tree(BTreeMap<String, String>);

impl Tree {
    /// The project as it lies on the disk.
    pub fn of_the_project() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the project");
        let mut tree = Self::default();
        tree.walk(root, "");
        tree
    }

    /// A small project of made-up files, to see a rule catch what it is for.
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }

    fn walk(&mut self, folder: &Path, prefix: &str) {
        for entry in fs::read_dir(folder).expect("a folder of the project can be listed") {
            let entry = entry.expect("a folder of the project can be listed");
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if entry.file_type().expect("a file has a type").is_dir() {
                if !NOT_OURS.contains(&name.as_str()) {
                    self.walk(&entry.path(), &format!("{path}/"));
                }
            } else {
                let is_text = Path::new(&name).extension().is_none_or(|end| TEXTS.iter().any(|text| end == *text));
                let text = if is_text { fs::read_to_string(entry.path()).unwrap_or_default() } else { String::new() };
                self.0.insert(path, text);
            }
        }
    }

    /// Every file and its text, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files whose path ends so.
    pub fn ending(&self, end: &str) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter(move |(path, _)| path.ends_with(end))
    }

    /// The text of one file, if it is there.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Whether there is such a file, or a folder with something in it.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        path.is_empty() || self.0.contains_key(path) || self.0.keys().any(|file| file.starts_with(&folder))
    }
}

/// What breaks a rule, and where.
pub struct Offence {
    pub path: String,
    pub line: usize,
    pub what: String,
}

impl Offence {
    pub fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Offence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}
