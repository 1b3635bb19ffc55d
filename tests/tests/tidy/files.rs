//! What a file may be: how long, how named, and finished.

use crate::{
    names::names,
    tree::{Offence, Tree},
};

/// A file longer than this is two files.
pub const LONGEST: usize = 400;
/// Up to here nobody asks why.
pub const USUAL: usize = 250;
/// What code is written in; documents may be as long as their matter.
const CODE: &[&str] = &[".rs", ".sql", ".mjs", ".js", ".py", ".kt", ".swift", "/dev", ".ci/run"];

/// Names that say nothing about what a thing is.
const EMPTY: &[&str] = &["manager", "helper", "helpers", "util", "utils", "service", "services"];
/// Marks of what is not finished; written in two parts, so that this file bears none.
const UNFINISHED: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("unimple", "mented!"),
    concat!("to", "do!("),
    concat!("db", "g!("),
];

/// No code is longer than what one sitting takes in.
pub fn length(tree: &Tree) -> Vec<Offence> {
    longer_than(tree, LONGEST)
        .map(|(path, lines)| Offence::new(path, lines, format!("{lines} lines; {LONGEST} are the end")))
        .collect()
}

/// The code that has more than so many lines.
pub fn longer_than(tree: &Tree, most: usize) -> impl Iterator<Item = (&str, usize)> {
    let code = tree.files().filter(|(path, _)| CODE.iter().any(|end| format!("/{path}").ends_with(end)));
    code.map(|(path, text)| (path, text.lines().count())).filter(move |(_, lines)| *lines > most)
}

/// Nothing is called after the fact that it does something.
pub fn naming(tree: &Tree) -> Vec<Offence> {
    let of_files = tree.files().filter_map(|(path, _)| {
        let name = path.rsplit('/').next()?.split('.').next()?;
        empty_word(name).map(|word| {
            Offence::new(path, 1, format!("a file called “{word}” says nothing; name it after what is in it"))
        })
    });
    let of_things = tree.ending(".rs").flat_map(|(path, source)| {
        names(path, source).declared.into_iter().filter_map(move |declared| {
            let word = empty_word(&declared.name)?;
            Some(Offence::new(
                path,
                declared.line,
                format!("`{}`: “{word}” says nothing; name what it is", declared.name),
            ))
        })
    });
    of_files.chain(of_things).collect()
}

/// The empty word in `SyncManager`, `date_utils` or `HTTP-helper`, if there is one.
fn empty_word(name: &str) -> Option<&'static str> {
    let mut spaced = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
    }
    let words: Vec<&str> = spaced.split(|letter: char| !letter.is_alphanumeric()).collect();
    EMPTY.iter().copied().find(|empty| words.contains(empty))
}

/// Nothing is left for later in the code: what is not there yet is said in an issue.
pub fn finished(tree: &Tree) -> Vec<Offence> {
    let texts = tree.files().filter(|(path, _)| !path.starts_with("samples/"));
    texts
        .flat_map(|(path, text)| {
            text.lines().enumerate().filter_map(move |(line, words)| {
                let mark = UNFINISHED.iter().find(|mark| words.contains(**mark))?;
                Some(Offence::new(path, line + 1, format!("{mark}: finish it, or file an issue")))
            })
        })
        .collect()
}

/// Every crate of the workspace keeps the workspace's lints.
pub fn lints(tree: &Tree) -> Vec<Offence> {
    let crates = tree.ending("Cargo.toml").filter(|(_, toml)| toml.contains("[package]"));
    crates
        .filter(|(_, toml)| !toml.replace(' ', "").contains("[lints]\nworkspace=true"))
        .map(|(path, _)| Offence::new(path, 1, "the lints of the workspace are missing: [lints] workspace = true"))
        .collect()
}

/// Other people's work comes through a package registry, never as a copy.
pub fn own_work(tree: &Tree) -> Vec<Offence> {
    let copy = concat!("ven", "dor");
    tree.files()
        .filter(|(path, _)| path.to_lowercase().contains(copy))
        .map(|(path, _)| Offence::new(path, 1, "a copy of other people's work; depend on it instead"))
        .collect()
}
