//! docs/practice.md says for each of the 55 rows which command does it, which query a screen reads, and which tests show it. Here
//! each of these is looked for: a row without one, or one that names what isn't there, fails.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

const ROWS: usize = 55;

/// A row of the page: its number, and what stands in backticks in the three cells.
struct Row {
    number: usize,
    commands: Vec<String>,
    queries: Vec<String>,
    tests: Vec<String>,
}

#[test]
fn every_row_of_the_practice_has_a_command_a_query_and_a_test_that_are_there() {
    let rows = rows();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), (1..=ROWS).collect::<Vec<_>>());
    let queries = named(&["core/src/companion"], |before| before.ends_with("pub fn "));
    let tests = named(&["core", "desktop", "tests"], |before| before.ends_with("fn "));
    let mut missing = Vec::new();
    for Row { number, commands, queries: asked, tests: shown } in rows {
        for (what, cell) in [("command", &commands), ("query", &asked), ("test", &shown)] {
            if cell.is_empty() {
                missing.push(format!("row {number} has no {what}"));
            }
        }
        missing
            .extend(commands.iter().filter(|typed| !is_command(typed)).map(|typed| format!("row {number}: {typed}")));
        missing
            .extend(asked.iter().filter(|name| !queries.contains(*name)).map(|name| format!("row {number}: {name}")));
        missing.extend(shown.iter().filter(|name| !tests.contains(*name)).map(|name| format!("row {number}: {name}")));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

fn rows() -> Vec<Row> {
    let page = std::fs::read_to_string(house().join("docs/practice.md")).unwrap();
    page.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix("| ")?.trim_end_matches('|').split(" | ").collect();
            let number = cells.first()?.trim().parse().ok()?;
            let [commands, queries, tests] = [3, 4, 6].map(|cell| quoted(cells.get(cell).copied().unwrap_or_default()));
            Some(Row { number, commands, queries, tests })
        })
        .collect()
}

fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether the program knows what is typed: its words up to the first that is an argument, and each of its options.
fn is_command(typed: &str) -> bool {
    let Some(typed) = typed.strip_prefix("rapport ") else { return false };
    let verb: Vec<&str> =
        typed.split(' ').take_while(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-')).collect();
    let (verb, options): (Vec<&str>, Vec<&str>) = verb.into_iter().partition(|word| !word.starts_with("--"));
    let options = options.into_iter().chain(typed.split(' ').filter(|word| word.starts_with("--")));
    // What is a word of a list, not a command, ends the search for a command: `playbook show first_three`.
    (1..=verb.len()).rev().any(|words| {
        let help = Command::new(env!("CARGO_BIN_EXE_rapport")).args(&verb[..words]).arg("--help").output().unwrap();
        let said = String::from_utf8_lossy(&help.stdout);
        help.status.success() && options.clone().all(|option| said.contains(option))
    })
}

/// Names of functions in the sources below some folders, by what stands before them.
fn named(folders: &[&str], is_one: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| house().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                for (at, _) in source.match_indices("fn ") {
                    let name: String =
                        source[at + 3..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                    if is_one(&source[..at + 3]) {
                        names.insert(name);
                    }
                }
            }
        }
    }
    names
}

fn house() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
