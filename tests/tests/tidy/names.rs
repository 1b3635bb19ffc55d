//! Which names a Rust file uses and which it declares, read from its tokens: comments and texts don't count, and paths
//! inside macros do.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A path that a file writes: `rusqlite::params`, or `crate::store::Session` wherever it was written from.
pub struct Used {
    pub path: Vec<String>,
    pub line: usize,
}

impl Used {
    /// The path as it would be written.
    pub fn text(&self) -> String {
        self.path.join("::")
    }

    /// Whether its last parts are these: `Utc::now` ends `chrono::Utc::now`.
    pub fn ends(&self, parts: &[&str]) -> bool {
        self.path.len() >= parts.len() && self.path[self.path.len() - parts.len()..].iter().eq(parts)
    }
}

/// A name that a file gives to something.
pub struct Declared {
    pub name: String,
    pub line: usize,
}

/// The names of one file.
#[derive(Default)]
pub struct Names {
    pub used: Vec<Used>,
    pub declared: Vec<Declared>,
    /// The words of the language and all other single names, as they stand.
    pub words: Vec<Declared>,
}

/// Reads the names in `source`, which stands at `path` from the root of the project.
pub fn names(path: &str, source: &str) -> Names {
    let tokens: TokenStream = source.parse().unwrap_or_else(|error| panic!("{path} is no Rust: {error}"));
    let mut names = Names::default();
    names.read(&mut module_of(path), tokens);
    names
}

/// The module that a file is: `crate::store::rows` for `core/src/store/rows.rs`.
pub fn module_of(path: &str) -> Vec<String> {
    let inside = path.rsplit_once("src/").map_or("", |(_, inside)| inside).trim_end_matches(".rs");
    let parts = inside.split('/').filter(|part| !matches!(*part, "" | "lib" | "main" | "mod"));
    std::iter::once("crate").chain(parts).map(str::to_owned).collect()
}

impl Names {
    fn read(&mut self, module: &mut Vec<String>, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Ident(word) if word == "use" => at += self.read_use(module, &[], &tokens[at..]),
                TokenTree::Ident(word) => {
                    let line = word.span().start().line;
                    let word = word.to_string();
                    if let (true, Some(TokenTree::Ident(name))) = (is_declaration(&word), tokens.get(at)) {
                        self.declared.push(Declared { name: name.to_string(), line });
                        if let (true, Some(TokenTree::Group(body))) = (word == "mod", tokens.get(at + 1)) {
                            module.push(name.to_string());
                            self.read(module, body.stream());
                            module.pop();
                            at += 2;
                            continue;
                        }
                    }
                    let (path, length) = path_at(&tokens[at - 1..]);
                    at += length - 1;
                    if path.len() > 1 {
                        self.used.push(Used { path: absolute(module, path), line });
                    }
                    self.words.push(Declared { name: word, line });
                }
                TokenTree::Group(group) => self.read(module, group.stream()),
                _ => {}
            }
        }
    }

    /// Reads what follows `use` (or stands between its braces) up to `;` or its end, and returns how many tokens that is.
    fn read_use(&mut self, module: &[String], prefix: &[String], tokens: &[TokenTree]) -> usize {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ';' => return at + 1,
                TokenTree::Ident(word) if word == "as" => at += 2,
                TokenTree::Ident(word) => {
                    let line = word.span().start().line;
                    let (path, length) = path_at(&tokens[at..]);
                    let path = [prefix, &path].concat();
                    at += length;
                    match braces(tokens.get(at)) {
                        Some(group) => {
                            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                            self.read_use(module, &path, &inner);
                            at += 1;
                        }
                        None => self.used.push(Used { path: absolute(module, path), line }),
                    }
                }
                _ => at += 1,
            }
        }
        at
    }
}

/// `a::b::` or `a::b` at the start of the tokens: its parts, and how many tokens they are.
fn path_at(tokens: &[TokenTree]) -> (Vec<String>, usize) {
    let (mut path, mut at) = (Vec::new(), 0);
    while let Some(TokenTree::Ident(part)) = tokens.get(at) {
        path.push(part.to_string());
        at += 1;
        if !(is_colon(tokens.get(at)) && is_colon(tokens.get(at + 1))) {
            break;
        }
        at += 2;
    }
    (path, at)
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == ':')
}

fn braces(token: Option<&TokenTree>) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

fn is_declaration(word: &str) -> bool {
    matches!(word, "struct" | "enum" | "trait" | "type" | "mod" | "fn" | "const" | "static")
}

/// A path seen from the root of its crate, if it begins with `self` or `super`; else as it is.
fn absolute(module: &[String], path: Vec<String>) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    if ups > 0 {
        [&module[..module.len().saturating_sub(ups)], &path[ups..]].concat()
    } else if path.first().is_some_and(|part| part == "self") {
        [module, &path[1..]].concat()
    } else {
        path
    }
}

#[test]
fn paths_are_read_wherever_they_stand() {
    let source = r#"
        //! rusqlite::Comment
        use crate::{error::{Error, Result}, model::Kind as What, store};
        use super::{Session, rows::*};
        use reqwest;
        mod tests { use super::super::sync::engine; fn helper() { println!("{}", crate::record::kind("text::inside")); } }
    "#;
    let names = names("core/src/store/rows.rs", source);
    let used: Vec<String> = names.used.iter().map(Used::text).collect();
    assert_eq!(
        used,
        [
            "crate::error::Error",
            "crate::error::Result",
            "crate::model::Kind",
            "crate::store",
            "crate::store::Session",
            "crate::store::rows",
            "reqwest",
            "crate::store::sync::engine",
            "crate::record::kind",
        ]
    );
    assert_eq!(names.declared.iter().map(|declared| declared.name.as_str()).collect::<Vec<_>>(), ["tests", "helper"]);
}
