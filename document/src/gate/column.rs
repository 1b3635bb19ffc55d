//! The columns in which a change keeps its operations: run-length encoded, and read one row at a time, so that a run of
//! a million costs no more than its few bytes.
//!
//! Every column must be written in the one way that automerge writes it. Anything else would decode to the same rows,
//! but be written otherwise when automerge saves the record, under another hash, and the saved record would not load.

use super::{Refused, read::Reader};

/// What a run-length encoded column can hold.
pub(super) trait Cell<'a>: Copy + PartialEq {
    fn read(bytes: &mut Reader<'a>) -> Result<Self, Refused>;
}

impl Cell<'_> for u64 {
    fn read(bytes: &mut Reader<'_>) -> Result<Self, Refused> {
        bytes.unsigned()
    }
}

impl Cell<'_> for i64 {
    fn read(bytes: &mut Reader<'_>) -> Result<Self, Refused> {
        bytes.signed()
    }
}

impl<'a> Cell<'a> for &'a str {
    fn read(bytes: &mut Reader<'a>) -> Result<Self, Refused> {
        std::str::from_utf8(bytes.prefixed()?).map_err(|_| Refused::Malformed("a key is not UTF-8"))
    }
}

/// A column of runs, of literals and of nulls. An absent column is null in every row.
#[derive(Clone)]
pub(super) struct Runs<'a, T> {
    bytes: Reader<'a>,
    absent: bool,
    run: Run<T>,
    left: u64,
    /// The value of the row before, unless that was null.
    previous: Option<T>,
    held_a_value: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Run<T> {
    Start,
    Repeat(T),
    Literal,
    Null,
}

impl<'a, T: Cell<'a>> Runs<'a, T> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let absent = bytes.is_empty();
        Self { bytes: Reader(bytes), absent, run: Run::Start, left: 0, previous: None, held_a_value: false }
    }

    /// Whether every row has been read.
    pub(super) fn is_done(&self) -> bool {
        self.left == 0 && self.bytes.is_empty()
    }

    /// The next row.
    pub(super) fn next(&mut self) -> Result<Option<T>, Refused> {
        if self.absent {
            return Ok(None);
        }
        if self.left == 0 {
            self.start_run()?;
        }
        self.left -= 1;
        let value = match self.run {
            Run::Repeat(value) => Some(value),
            Run::Literal => Some(self.value_unlike_the_last()?),
            Run::Null | Run::Start => None,
        };
        self.previous = value;
        self.held_a_value |= value.is_some();
        Ok(value)
    }

    fn start_run(&mut self) -> Result<(), Refused> {
        let count = self.bytes.signed()?;
        (self.run, self.left) = match count {
            0 if self.run == Run::Null => return Err(SPLIT),
            0 => (Run::Null, self.bytes.unsigned()?),
            1 => return Err(SPLIT),
            2.. => (Run::Repeat(self.value_unlike_the_last()?), count.unsigned_abs()),
            _ if self.run == Run::Literal => return Err(SPLIT),
            _ => (Run::Literal, count.unsigned_abs()),
        };
        if self.left == 0 { Err(Refused::Malformed("a column has an empty run")) } else { Ok(()) }
    }

    fn value_unlike_the_last(&mut self) -> Result<T, Refused> {
        let value = T::read(&mut self.bytes)?;
        if self.previous == Some(value) { Err(SPLIT) } else { Ok(value) }
    }

    /// Makes sure that the column ends with the change's last operation.
    pub(super) fn finish(&self) -> Result<(), Refused> {
        match () {
            () if self.absent => Ok(()),
            () if !self.is_done() => Err(Refused::Malformed("a column has more rows than the change has operations")),
            () if !self.held_a_value => Err(Refused::Malformed("a column says nothing")),
            () => Ok(()),
        }
    }
}

const SPLIT: Refused = Refused::Malformed("a column's runs are not as long as they could be");

/// A column of counters, each written as the step from the one before.
#[derive(Clone)]
pub(super) struct Steps<'a> {
    steps: Runs<'a, i64>,
    counter: i64,
}

impl<'a> Steps<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { steps: Runs::new(bytes), counter: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Option<u64>, Refused> {
        let Some(step) = self.steps.next()? else { return Ok(None) };
        self.counter = self.counter.checked_add(step).ok_or(Refused::Malformed("a counter is out of range"))?;
        u64::try_from(self.counter).map(Some).map_err(|_| Refused::Malformed("a counter is negative"))
    }

    pub(super) fn finish(&self) -> Result<(), Refused> {
        self.steps.finish()
    }
}

/// A column of yes and no: the lengths of its runs, no first.
#[derive(Clone)]
pub(super) struct Switch<'a> {
    bytes: Reader<'a>,
    value: bool,
    left: u64,
    started: bool,
}

impl<'a> Switch<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: Reader(bytes), value: true, left: 0, started: false }
    }

    pub(super) fn next(&mut self) -> Result<bool, Refused> {
        while self.left == 0 {
            self.left = self.bytes.unsigned()?;
            self.value = !self.value;
            if self.left == 0 && self.started {
                return Err(Refused::Malformed("a column has an empty run"));
            }
            self.started = true;
        }
        self.left -= 1;
        Ok(self.value)
    }

    pub(super) fn finish(&self) -> Result<(), Refused> {
        if self.left == 0 && self.bytes.is_empty() {
            Ok(())
        } else {
            Err(Refused::Malformed("a column has more rows than the change has operations"))
        }
    }
}
