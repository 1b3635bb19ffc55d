//! The app lock: a passphrase that pages ask for at the start and after a while without use. It keeps out whoever passes by an open
//! window; it does not encrypt the book, and whoever can delete files can delete it. See docs/desktop.md.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use argon2::Argon2;
use data_encoding::BASE64;
use rapport_core::environment::{Environment as _, System};

use super::secret::same;

/// Its file in the home, beside the book: it is of this computer, and no backup has it.
const FILE: &str = "app-lock";
/// How it is written: the way, the salt, the hash.
const WAY: &str = "argon2id-1";
/// For how long nobody uses the app until it asks again.
pub const IDLE: Duration = Duration::from_mins(15);
/// The fewest letters of a passphrase.
pub const SHORTEST: usize = 6;

/// The lock of one running app.
pub struct Lock {
    file: PathBuf,
    /// When the app was last used, while it is open.
    used: Mutex<Option<Instant>>,
}

impl Lock {
    /// Of a home: shut, if there is a passphrase.
    pub fn of(home: &Path) -> Self {
        Self { file: home.join(FILE), used: Mutex::default() }
    }

    /// Whether there is a passphrase.
    pub fn is_set(&self) -> bool {
        self.file.exists()
    }

    /// Whether a request is to be answered. What a user does keeps it open; a page that fetches itself does not.
    pub fn lets(&self, by_the_user: bool) -> bool {
        if !self.is_set() {
            return true;
        }
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let open = used.is_some_and(|at| at.elapsed() < IDLE);
        if !open {
            *used = None;
        } else if by_the_user {
            *used = Some(Instant::now());
        }
        open
    }

    /// Opens it, if the passphrase is the one. That takes a noticeable time, so that nobody tries many.
    ///
    /// # Errors
    /// If its file can't be read.
    pub fn open(&self, passphrase: &str) -> io::Result<bool> {
        let kept = fs::read_to_string(&self.file)?;
        let mut parts = kept.split_whitespace();
        let (Some(WAY), Some(salt), Some(hash)) = (parts.next(), parts.next(), parts.next()) else { return Ok(false) };
        let Ok(salt) = BASE64.decode(salt.as_bytes()) else { return Ok(false) };
        let right = hashed(passphrase, &salt).is_some_and(|tried| same(&tried, hash));
        if right {
            *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
        Ok(right)
    }

    /// Shuts it now.
    pub fn shut(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Sets a passphrase; the app stays open until it is not used.
    ///
    /// # Errors
    /// If its file can't be written: then it is as it was.
    pub fn set(&self, passphrase: &str) -> io::Result<()> {
        let mut salt = [0; 16];
        System.fill_random(&mut salt);
        let hash = hashed(passphrase, &salt).ok_or_else(|| io::Error::other("the passphrase can't be hashed"))?;
        let part = self.file.with_extension("part");
        fs::write(&part, format!("{WAY} {} {hash}\n", BASE64.encode(&salt)))?;
        fs::rename(&part, &self.file)?;
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        Ok(())
    }

    /// Takes it off.
    ///
    /// # Errors
    /// If its file can't be removed.
    pub fn take_off(&self) -> io::Result<()> {
        fs::remove_file(&self.file)
    }
}

fn hashed(passphrase: &str, salt: &[u8]) -> Option<String> {
    let mut hash = [0; 32];
    Argon2::default().hash_password_into(passphrase.as_bytes(), salt, &mut hash).ok()?;
    Some(BASE64.encode(&hash))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn it_opens_for_its_passphrase_alone_and_is_shut_at_the_start() {
        let home = tempfile::tempdir().unwrap();
        let lock = Lock::of(home.path());
        assert!(lock.lets(true) && !lock.is_set());
        lock.set("three oaks by the river").unwrap();
        assert!(lock.lets(true), "whoever set it goes on");
        assert!(!fs::read_to_string(home.path().join(FILE)).unwrap().contains("oaks"));
        let anew = Lock::of(home.path());
        assert!(!anew.lets(true) && !anew.open("three oaks").unwrap() && !anew.lets(true));
        assert!(anew.open("three oaks by the river").unwrap() && anew.lets(false));
        anew.shut();
        assert!(!anew.lets(true));
        anew.take_off().unwrap();
        assert!(anew.lets(true));
    }
}
