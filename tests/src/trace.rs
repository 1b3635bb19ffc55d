//! What happened, step by step: written only when somebody wants to read it.

/// A trace, kept or not.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    lines: Option<Vec<String>>,
    /// Which step it is.
    pub step: usize,
}

impl Trace {
    pub fn new(kept: bool) -> Self {
        Self { lines: kept.then(Vec::new), step: 0 }
    }

    pub fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(lines) = &mut self.lines {
            lines.push(format!("{:4} {}", self.step, line()));
        }
    }

    pub fn into_lines(self) -> Vec<String> {
        self.lines.unwrap_or_default()
    }
}

/// The last bytes of a name, enough to tell it from others in one world: a record's first bytes are its time.
pub(crate) fn short(name: &[u8]) -> String {
    let last: Vec<u8> = name.iter().rev().take(3).copied().collect();
    data_encoding::HEXLOWER.encode(&last)
}
