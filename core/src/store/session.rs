//! One transaction.

use std::cell::{Cell, RefCell};

use rusqlite::Connection;

use super::standing::Standing;
use crate::error::Result;

/// One transaction. Where the sync stands is read once in it and written once, at its end: a page confirms thousands of
/// changes, and each counts in the digest.
pub struct Session<'c> {
    pub(super) sql: &'c Connection,
    pub(super) standing: RefCell<Option<Standing>>,
    pub(super) moved: Cell<bool>,
}

impl<'c> Session<'c> {
    pub(super) fn new(sql: &'c Connection) -> Self {
        Self { sql, standing: RefCell::new(None), moved: Cell::new(false) }
    }

    /// Writes where the sync stands, if that moved.
    pub(super) fn keep_standing(&self) -> Result<()> {
        match (&*self.standing.borrow(), self.moved.replace(false)) {
            (Some(standing), true) => self.write_standing(standing),
            _ => Ok(()),
        }
    }
}
