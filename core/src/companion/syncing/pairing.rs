//! How this device comes to belong to a book on a server. A new number at every pairing: no two pairings share an actor.

use std::{fs::File, path::Path, time::Duration};

use rapport_document::{Edit, Value};
use rapport_protocol::{
    BookId, DeviceNumber, RecordId, RefusalCode,
    pairing::{Device, Invitation, Join, NewBook, NewDevice, Paired, PairingCode},
};

use tokio::time::sleep;

use super::turn::lock_across_processes;
use crate::{
    companion::{Companion, Options, named, writer::Writer},
    error::{Error, Invalid, Result},
    identity::{Identity, ServerAccess},
    record::REMOVED,
    sync::{Address, Fault, Http, OfflineReason, Server},
};

/// How often it is looked whether another process has done with its run, and how long in between.
const TRIES: u32 = 50;
const BETWEEN_TRIES: Duration = Duration::from_millis(100);

impl Companion {
    /// Puts this book on a server, as its first device. A book that is on another server already moves: everything in it is
    /// sent anew.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an address or invitation that is none, or that the server doesn't take;
    /// [`Error::Unreachable`] if it wasn't reached: try again, nothing was used up.
    pub async fn pair_new(&self, url: &str, invitation: Option<&str>) -> Result<()> {
        let invitation = invitation.map(str::parse::<Invitation>).transpose();
        let invitation = invitation.map_err(|malformed| Invalid::new("invitation", malformed.to_string()))?;
        let key_hash = invitation.as_ref().and_then(|invitation| invitation.key_hash);
        let address = Http::address(url, key_hash)?;
        let http = Http::new(&address, None)?;
        self.pair_new_with(&http, &address, invitation.as_ref()).await
    }

    /// Likewise with any server: a simulation's.
    pub async fn pair_new_with(
        &self,
        server: &impl Server,
        address: &Address,
        invitation: Option<&Invitation>,
    ) -> Result<()> {
        let _turn = self.syncing.turn().await;
        let _alone = alone(&self.home).await?;
        let book = self.book()?;
        let mut identity = self.identity();
        let number = identity.attempt(&self.environment, &[address.url.as_bytes(), &book.0]);
        self.set_identity(identity.clone())?;
        let device = new_device(number, &identity);
        let request = NewBook { invitation: invitation.map(Invitation::to_string), book, device };
        let paired = server.new_book(&request).await.map_err(|fault| self.not_paired_by(fault, "invitation"))?;
        self.set_identity(paired_as(identity, number, address, paired))?;
        // If this does not come to pass, the server's new epoch makes the next run reconcile, and that does it as well.
        self.store.write(|session| session.start_over())
    }

    /// A code for one more device, and for how many seconds it is good. To be shown to that device alone: whoever has it may
    /// join.
    pub async fn pairing_code(&self) -> Result<(PairingCode, u64)> {
        let (access, http) = self.server()?;
        let secret = http.pairing_secret().await.map_err(|fault| self.not_paired_by(fault, "server"))?;
        let Address { url: server, key_hash } = access.address()?;
        Ok((PairingCode { server, book: self.book()?, secret: secret.secret, key_hash }, secret.expires_in_s))
    }

    /// Joins the book that a pairing code names, and opens it; its records come with the first [`Companion::sync`].
    ///
    /// A home that has this book already is paired anew and stands where it stood. A home that has another book brings its
    /// records along, but for its practice, which is removed (and can be restored). An empty `person` leaves the device to whom
    /// it belonged.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a code that is none, used up or too old; [`Error::Unreachable`] if the server wasn't reached:
    /// try again with the same code.
    pub async fn join(options: Options, code: &str, device: &str, person: &str) -> Result<Self> {
        let code: PairingCode = code.parse().map_err(|malformed| Invalid::new("code", format!("{malformed}")))?;
        let http = Http::new(&Http::address(&code.server, code.key_hash)?, None)?;
        Self::join_with(options, &http, &code, device, person).await
    }

    /// Likewise with any server: a simulation's.
    pub async fn join_with(
        options: Options,
        server: &impl Server,
        code: &PairingCode,
        device: &str,
        person: &str,
    ) -> Result<Self> {
        named("device", device)?;
        let address = Http::address(&code.server, code.key_hash)?;
        let companion = Self::exists(&options.home).then(|| Self::open(options.clone())).transpose()?;
        let mut identity = match &companion {
            Some(companion) => companion.identity(),
            None => Identity::of_home(&options.home, &options.environment)?,
        };
        let _alone = alone(&options.home).await?;
        let number = identity.attempt(&options.environment, &[address.url.as_bytes(), &code.book.0, &code.secret]);
        // Not yet with the new names: a code that is refused leaves the device called as it was.
        identity.save(&options.home)?;
        device.clone_into(&mut identity.name);
        // A device that is paired again without saying whose it is stays whose it was.
        if !person.trim().is_empty() {
            person.clone_into(&mut identity.person);
        }
        let join = Join { book: code.book, secret: code.secret, device: new_device(number, &identity) };
        let paired = server.join(&join).await.map_err(|fault| not_joined(fault, "code"))?;
        // The book first and the token last: whatever ends this in between, the same code pairs the same device again.
        let companion = companion.map_or_else(|| Self::make(options, identity.clone()), Ok)?;
        companion.enter(code.book)?;
        companion.set_identity(paired_as(identity, number, &address, paired))?;
        Ok(companion)
    }

    /// What this device is called, and whose it is; empty where nobody said.
    #[must_use]
    pub fn device(&self) -> (String, String) {
        let identity = self.identity();
        (identity.name, identity.person)
    }

    /// The number under which the practice's record has this device (`device:<number>`) and whose it is (`person:<number>`).
    #[must_use]
    pub fn device_number(&self) -> DeviceNumber {
        self.identity().number
    }

    /// Every device ever paired with this book, oldest first.
    pub async fn devices(&self) -> Result<Vec<Device>> {
        let (_, http) = self.server()?;
        Ok(http.devices().await.map_err(|fault| self.not_paired_by(fault, "server"))?.devices)
    }

    /// Shows a device the door: it is refused from its next request on, and keeps what it has.
    pub async fn revoke(&self, device: DeviceNumber) -> Result<()> {
        let (_, http) = self.server()?;
        http.revoke(device).await.map_err(|fault| match fault {
            Fault::Refused(refusal) if refusal.code == RefusalCode::NotFound => {
                Error::NotFound { what: "device", id: device.to_string() }
            }
            fault => self.not_paired_by(fault, "server"),
        })
    }

    /// This home is a device of that book from now on.
    fn enter(&self, book: BookId) -> Result<()> {
        self.write("join", |writer| {
            writer.undoable = false;
            match writer.session.book()? {
                Some(same) if same == book => Ok(()),
                None => writer.session.set_book(book),
                Some(other) => {
                    remove_practice(writer, other)?;
                    writer.session.set_book(book)?;
                    // What is here is the outbox.
                    writer.session.start_over()
                }
            }
        })
        .map(drop)
    }

    pub(super) fn server(&self) -> Result<(ServerAccess, std::sync::Arc<Http>)> {
        let access = self.identity().server.ok_or_else(|| {
            Invalid::new("server", "this book is on no server yet. Pair it with one, or join with a code")
        })?;
        let http = self.syncing.http(access.clone())?;
        Ok((access, http))
    }

    /// Why the server didn't do what was asked, as an error that says what to do.
    fn not_paired_by(&self, fault: Fault, field: &str) -> Error {
        match fault {
            Fault::Refused(refusal) if matches!(refusal.code, RefusalCode::Unknown | RefusalCode::Revoked) => {
                self.unauthorized(refusal.code)
            }
            fault => not_joined(fault, field),
        }
    }
}

/// The book that was here had a practice of its own; the joined one has another. It can be restored.
fn remove_practice(writer: &mut Writer<'_, '_>, book: BookId) -> Result<()> {
    let removed = Edit::Put { key: REMOVED.to_owned(), value: Value::Bool(true) };
    match writer.edit(RecordId(book.0), &[removed]) {
        // A practice that never came, or that this version can't read, is not shown either.
        Err(Error::NotFound { .. }) => Ok(()),
        done => done,
    }
}

fn new_device(number: DeviceNumber, identity: &Identity) -> NewDevice {
    NewDevice { number, name: identity.name.clone(), person: identity.person.clone() }
}

fn paired_as(identity: Identity, number: DeviceNumber, address: &Address, paired: Paired) -> Identity {
    let key_hash = address.key_hash.map(|hash| data_encoding::HEXLOWER.encode(&hash));
    let server = Some(ServerAccess { url: address.url.clone(), token: paired.token, key_hash });
    Identity { number, server, attempt: None, ..identity }
}

/// Waits until no other process syncs this book, for some seconds: a run is mostly shorter.
async fn alone(home: &Path) -> Result<File> {
    for _ in 0..TRIES {
        if let Some(alone) = lock_across_processes(home)? {
            return Ok(alone);
        }
        sleep(BETWEEN_TRIES).await;
    }
    Err(Invalid::new("home", "nobody else at work; another Rapport syncs this book just now. Try again in a moment")
        .into())
}

fn not_joined(fault: Fault, field: &str) -> Error {
    let refusal = match fault {
        Fault::Offline(reason) => return Error::Unreachable { reason },
        Fault::Refused(refusal) => refusal,
    };
    // In our own words: a server's are not shown, since they could say or do anything on a screen.
    let expected = match (refusal.code, field) {
        (RefusalCode::NotInvited, "code") => {
            "a code that was not used and is not older than five minutes; show a new one on a device that is paired"
        }
        (RefusalCode::NotInvited, _) => {
            "an invitation that was not used, for a book that is not on this server; whoever runs it makes one with \
             `rapport-sync-server invite`. If the book is there already, join it with a pairing code"
        }
        (RefusalCode::Quota, "code") => {
            "room; this server's disk is full. Ask whoever runs it to make room, then try again with a new code"
        }
        (RefusalCode::Quota, _) => "room; this server takes no more books, or its disk is full. Ask whoever runs it",
        (RefusalCode::Version, _) => "a server of a version that this one understands; update the older of the two",
        (RefusalCode::TooMany | RefusalCode::Unavailable | RefusalCode::Internal, _) => {
            return Error::Unreachable { reason: OfflineReason::Busy };
        }
        _ => "a server that takes this; it refused, and nothing was changed",
    };
    let field = if refusal.code == RefusalCode::NotInvited { field } else { "server" };
    Invalid::new(field, expected).into()
}
