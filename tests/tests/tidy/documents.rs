//! What the documents say is there: links, commands, decisions, the code map.

use std::{collections::BTreeSet, iter};

use crate::tree::{Offence, Tree};

/// Where decisions are kept.
const DECISIONS: &str = "docs/adr/";

/// Every link to a file of the project leads somewhere, to its heading as well.
pub fn links(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (path, text) in tree.ending(".md") {
        for (line, target) in links_in(text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.to_owned() } else { resolve(path, file) };
            if !tree.has(&file) {
                offences.push(Offence::new(path, line, format!("the link to {target} leads nowhere")));
            } else if !heading.is_empty() && !tree.text(&file).is_some_and(|text| headings(text).contains(heading)) {
                offences.push(Offence::new(path, line, format!("{file} has no heading #{heading}")));
            }
        }
    }
    offences
}

/// A document tells people only of commands that `dev` has, in its own file or in `scripts/`.
pub fn commands(tree: &Tree) -> Vec<Offence> {
    let Some(dev) = tree.text("dev") else { return vec![Offence::new("dev", 1, "there is no dev")] };
    let scripts = tree.files().filter(|(path, _)| path.starts_with("scripts/")).map(|(_, text)| text);
    let dev: String = iter::once(dev).chain(scripts).collect();
    let mut offences = Vec::new();
    for (path, text) in tree.ending(".md") {
        for (line, words) in text.lines().enumerate() {
            for command in words.split("./dev ").skip(1) {
                let said: Vec<&str> = command
                    .split(['`', '#', '·', '\'', '"', ')', '(', ','])
                    .next()
                    .unwrap_or("")
                    .split_whitespace()
                    .collect();
                let verb = said.first().copied().unwrap_or("").trim_end_matches(['.', ':', ';']);
                let is_verb = verb.is_empty()
                    || !verb.chars().all(char::is_lowercase)
                    || dev.contains(&format!("\ndev_{verb}() {{"));
                let flags = said
                    .iter()
                    .map(|word| word.trim_matches(['[', ']', '.', ';']))
                    .filter(|word| word.starts_with("--"));
                for missing in flags.filter(|flag| !dev.contains(*flag)).chain((!is_verb).then_some(verb)) {
                    offences.push(Offence::new(
                        path,
                        line + 1,
                        format!("`./dev {}`: dev has no {missing}", said.join(" ")),
                    ));
                }
            }
        }
    }
    offences
}

/// Decisions are numbered 0001, 0002 … without a gap, and each says why, what and what follows.
pub fn decisions(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    let mut last = 0;
    for (path, text) in tree.files() {
        let Some(number) = path.strip_prefix(DECISIONS).and_then(|name| name.split('-').next()?.parse::<u32>().ok())
        else {
            continue;
        };
        if number != last + 1 {
            offences.push(Offence::new(
                path,
                1,
                format!("decisions are numbered without a gap: {:04} is next", last + 1),
            ));
        }
        last = number;
        for heading in ["## Context", "## Decision", "## Consequences"] {
            if !text.contains(heading) {
                offences.push(Offence::new(path, 1, format!("a decision has a part “{heading}”")));
            }
        }
    }
    offences
}

/// The code map names every room, and none that isn't there.
pub fn code_map(tree: &Tree) -> Vec<Offence> {
    let path = "ARCHITECTURE.md";
    let Some(text) = tree.text(path) else { return vec![Offence::new(path, 1, "there is no ARCHITECTURE.md")] };
    let mut offences = Vec::new();
    for (line, words) in text.lines().enumerate() {
        for named in words.split('`').skip(1).step_by(2).filter(|named| is_path(named)) {
            if !tree.has(named) {
                offences.push(Offence::new(path, line + 1, format!("{named} is not there")));
            }
        }
    }
    let rooms = tree.ending("/Cargo.toml").map(|(toml, _)| toml.trim_end_matches("Cargo.toml"));
    offences.extend(
        rooms
            .filter(|room| !text.contains(&format!("`{room}`")))
            .map(|room| Offence::new(path, 1, format!("the code map leaves `{room}` out"))),
    );
    offences
}

/// `core/src/store/` or `document/src/gate.rs`, but not `a/b` or `/v1/exchange`.
fn is_path(text: &str) -> bool {
    let plain = text.chars().all(|letter| letter.is_alphanumeric() || "/._-".contains(letter));
    plain
        && text.contains('/')
        && !text.starts_with('/')
        && (text.ends_with('/') || text.rsplit('/').next().is_some_and(|name| name.contains('.')))
}

/// The targets of `[text](target)`, by line; code doesn't count.
fn links_in(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    text.lines().enumerate().flat_map(move |(line, words)| {
        let fence = words.trim_start().starts_with("```");
        in_code ^= fence;
        let words = if in_code || fence { "" } else { words };
        let prose = words.split('`').step_by(2);
        let targets =
            prose.flat_map(|prose| prose.split("](").skip(1)).filter_map(|rest| rest.split([')', ' ']).next());
        // A link whose text is code, [`like`](this), begins in the part after it.
        targets.map(move |target| (line + 1, target)).collect::<Vec<_>>()
    })
}

/// `docs/protocol.md` for `../protocol.md` in `docs/adr/0001.md`.
fn resolve(from: &str, to: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What a heading can be linked by: in lower case, dashes for spaces, without other marks.
fn headings(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    headings
        .map(|heading| {
            let letters = heading.to_lowercase();
            let kept = letters.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
            kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
        })
        .collect()
}
