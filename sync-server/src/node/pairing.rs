//! How a device comes to belong to a book, and how it is shown the door.

use std::sync::Arc;

use rapport_protocol::{
    BookId, DeviceNumber, Epoch, Refusal, RefusalCode, Token, limit,
    pairing::{Device, Devices, Invitation, Join, NewBook, NewDevice, Paired, PairingSecret},
};

use super::{Node, log_failed};
use crate::{
    access::{admit, draw_token, hash},
    feed,
    refusal::refuse,
    refusal_log::{OfBook, Refused},
    store::{BookKey, Snapshot, StoreError, StoredDevice, StoredSecret, Txn},
};

impl Node {
    /// Makes a book with its first device. Asked again by the same device, with the same invitation and before anybody
    /// sent anything, as when the answer was lost, gives it a new token.
    pub fn new_book(&self, request: NewBook) -> Result<Paired, Refusal> {
        check_names(&request.device)?;
        let token = draw_token(&*self.randomness);
        let token_hash = hash(token.0.as_bytes());
        let epoch = Epoch(self.randomness.draw());
        let (now_s, open_to_all, books) = (self.clock.now_s(), self.open_to_all, self.quota.books);
        let refusals = Arc::clone(&self.refusals);
        let invitation = request.invitation.as_deref().and_then(|text| text.parse::<Invitation>().ok());
        let invitation = invitation.map(|invitation| hash(&invitation.secret));
        let mut logged = self.logged_before(request.book, invitation)?;
        let epoch = self.write(move |txn| {
            if let Some(key) = txn.find_book(request.book)? {
                let invited = match invitation {
                    _ if open_to_all => true,
                    Some(invitation) => txn.knows_invitation(&invitation)?,
                    None => false,
                };
                // Whoever is in the book knows the numbers of all who joined it: this door is for the one that made it.
                if !invited || txn.devices(key)?.len() > 1 {
                    return Err(there_already());
                }
                return again(txn, key, &request.device, &token_hash);
            }
            let invited = match invitation {
                _ if open_to_all => true,
                Some(invitation) => txn.use_invitation(&invitation)?,
                None => false,
            };
            if !invited {
                return Err(refuse(
                    RefusalCode::NotInvited,
                    "This server makes a book for an invitation only, and this one is wrong or used up. Whoever runs \
                     the server makes one with `rapport-sync-server invite`.",
                ));
            }
            if txn.books()?.len() as u64 >= books {
                return Err(refuse(RefusalCode::Quota, "This server takes no more books. Ask whoever runs it."));
            }
            let key = txn.add_book(request.book, epoch, now_s)?;
            txn.put_device(&device(key, &request.device, now_s), &token_hash)?;
            // A book that a restore took away and that is made anew stays without what was erased from it.
            refusals.read_on(request.book, &mut logged).map_err(|error| log_failed(&error))?;
            replay_into(txn, key, request.book, &logged.refused, now_s)?;
            Ok(epoch)
        })?;
        Ok(Paired { token, epoch })
    }

    /// What the refusal log says of a book that is to be made. It may be long, so it is read before anybody is kept waiting,
    /// and under the lock only its end; not at all for those who will be sent away.
    fn logged_before(&self, book: BookId, invitation: Option<[u8; 32]>) -> Result<OfBook, Refusal> {
        let mut logged = OfBook::default();
        let may_come_in = {
            let snapshot = self.store.read()?;
            let invited = match invitation {
                _ if self.open_to_all => true,
                Some(invitation) => snapshot.knows_invitation(&invitation)?,
                None => false,
            };
            invited && snapshot.find_book(book)?.is_none()
        };
        if may_come_in {
            self.refusals.read_on(book, &mut logged).map_err(|error| log_failed(&error))?;
        }
        Ok(logged)
    }

    /// Draws a secret for one more device.
    pub fn pairing_secret(&self, token: &Token) -> Result<PairingSecret, Refusal> {
        let secret: [u8; 16] = self.randomness.draw();
        let now_s = self.clock.now_s();
        let token = token.clone();
        self.write(move |txn| {
            let book = admit(txn, &token)?.book;
            let expires_at_s = now_s.saturating_add_unsigned(limit::PAIRING_SECRET_S);
            Ok(txn.put_secret(&hash(&secret), &StoredSecret { book, expires_at_s, used_by: None }, now_s)?)
        })?;
        Ok(PairingSecret { secret, expires_in_s: limit::PAIRING_SECRET_S })
    }

    /// A pairing secret for a book, without a device that asks: for whoever runs the server, as when its only other device
    /// is lost. Nothing if the book isn't here.
    pub fn let_in(&self, book: BookId) -> Result<Option<PairingSecret>, Refusal> {
        let secret: [u8; 16] = self.randomness.draw();
        let now_s = self.clock.now_s();
        self.write(move |txn| {
            let Some(book) = txn.find_book(book)? else { return Ok(None) };
            let expires_at_s = now_s.saturating_add_unsigned(limit::PAIRING_SECRET_S);
            txn.put_secret(&hash(&secret), &StoredSecret { book, expires_at_s, used_by: None }, now_s)?;
            Ok(Some(PairingSecret { secret, expires_in_s: limit::PAIRING_SECRET_S }))
        })
    }

    /// Uses a pairing secret. Asked again by the same device before it sent anything, gives it a new token.
    pub fn join(&self, request: Join) -> Result<Paired, Refusal> {
        check_names(&request.device)?;
        let token = draw_token(&*self.randomness);
        let token_hash = hash(token.0.as_bytes());
        let now_s = self.clock.now_s();
        let epoch = self.write(move |txn| {
            let secret_hash = hash(&request.secret);
            let secret = txn.secret(&secret_hash)?.filter(|secret| secret.expires_at_s > now_s);
            let book = txn.find_book(request.book)?;
            let Some(secret) = secret.filter(|secret| Some(secret.book) == book) else { return Err(not_invited()) };
            match secret.used_by {
                Some(number) if number != request.device.number => Err(not_invited()),
                Some(_) => again(txn, secret.book, &request.device, &token_hash),
                None => {
                    if number_is_taken(txn, secret.book, request.device.number)? {
                        return Err(refuse(
                            RefusalCode::Malformed,
                            "This book has a device of this number. Draw another number and try again.",
                        ));
                    }
                    let used = StoredSecret { used_by: Some(request.device.number), ..secret };
                    txn.put_secret(&secret_hash, &used, now_s)?;
                    txn.put_device(&device(secret.book, &request.device, now_s), &token_hash)?;
                    Ok(txn.book(secret.book)?.epoch)
                }
            }
        })?;
        Ok(Paired { token, epoch })
    }

    /// Every device ever paired with the book of the one that asks, oldest first.
    pub fn devices(&self, token: &Token) -> Result<Devices, Refusal> {
        let snapshot = self.store.read()?;
        let this = admit(&*snapshot, token)?;
        let shown = |stored: StoredDevice| Device {
            this: stored.number == this.number,
            number: stored.number,
            name: stored.name,
            person: stored.person,
            paired_at_s: stored.paired_at_s,
            seen_at_s: stored.seen_at_s,
            revoked: stored.revoked,
        };
        Ok(Devices { devices: snapshot.devices(this.book)?.into_iter().map(shown).collect() })
    }

    /// Revokes a device of the same book, itself too if it likes: refused from its next request on.
    pub fn revoke(&self, token: &Token, number: DeviceNumber) -> Result<(), Refusal> {
        let (token, now_s, refusals) = (token.clone(), self.clock.now_s(), Arc::clone(&self.refusals));
        let key = self.write(move |txn| {
            let key = admit(txn, &token)?.book;
            let book = txn.lock_book(key)?;
            if !txn.revoke(key, number, now_s)? {
                return Err(refuse(RefusalCode::NotFound, "This book has no device of this number."));
            }
            refusals.append(Refused::Revoked(book.id, number)).map_err(|error| log_failed(&error))?;
            Ok(key)
        })?;
        self.news.announce(key);
        Ok(())
    }

    /// Draws an invitation, good for making so many books. `key_hash` is of the server's key, if it is self-signed.
    pub fn invite(&self, uses: u32, key_hash: Option<[u8; 32]>) -> Result<Invitation, Refusal> {
        let invitation = Invitation { secret: self.randomness.draw(), key_hash };
        let (hashed, now_s) = (hash(&invitation.secret), self.clock.now_s());
        self.write(move |txn| Ok(txn.add_invitation(&hashed, uses, now_s)?))?;
        Ok(invitation)
    }

    /// Whether the server has no book and no invitation for one: then it prints one as it starts.
    pub fn nobody_can_come_in(&self) -> Result<bool, Refusal> {
        let open_to_all = self.open_to_all;
        self.write(move |txn| Ok(!open_to_all && txn.books()?.is_empty() && !txn.has_invitation()?))
    }
}

/// Applies what the refusal log says of one book.
pub(super) fn replay_into(
    txn: &mut dyn Txn,
    key: BookKey,
    id: BookId,
    refused: &[Refused],
    now_s: i64,
) -> Result<usize, StoreError> {
    let mut book = txn.lock_book(key)?;
    let mut replayed = 0;
    for refused in refused {
        match *refused {
            Refused::Erased(of, record) if of == id => {
                feed::erase(txn, &mut book, record)?;
            }
            Refused::Revoked(of, number) if of == id => {
                txn.revoke(key, number, now_s)?;
            }
            Refused::Erased(..) | Refused::Revoked(..) => continue,
        }
        replayed += 1;
    }
    txn.put_book(&book)?;
    Ok(replayed)
}

/// A device that was paired, got no answer, and asks again: nothing was ever sent with its first token.
fn again(txn: &mut dyn Txn, key: BookKey, new: &NewDevice, token_hash: &[u8; 32]) -> Result<Epoch, Refusal> {
    let known = txn.devices(key)?.into_iter().find(|device| device.number == new.number);
    match known {
        Some(known) if known.seen_at_s == 0 && !known.revoked => {
            txn.put_device(&known, token_hash)?;
            Ok(txn.book(key)?.epoch)
        }
        _ => Err(there_already()),
    }
}

fn there_already() -> Refusal {
    refuse(RefusalCode::NotInvited, "This book is on this server already. Ask a device that has it for a pairing code.")
}

fn number_is_taken(snapshot: &dyn Snapshot, book: BookKey, number: DeviceNumber) -> Result<bool, StoreError> {
    Ok(snapshot.devices(book)?.iter().any(|device| device.number == number))
}

fn device(book: BookKey, new: &NewDevice, now_s: i64) -> StoredDevice {
    StoredDevice {
        book,
        number: new.number,
        name: new.name.clone(),
        person: new.person.clone(),
        paired_at_s: now_s,
        seen_at_s: 0,
        revoked: false,
    }
}

fn check_names(device: &NewDevice) -> Result<(), Refusal> {
    if device.name.len().max(device.person.len()) <= limit::NAME_BYTES {
        return Ok(());
    }
    let message = format!("The name of a device and of its person may be {} bytes each.", limit::NAME_BYTES);
    Err(refuse(RefusalCode::TooLarge, message))
}

fn not_invited() -> Refusal {
    refuse(
        RefusalCode::NotInvited,
        "This pairing code is wrong, used, or older than five minutes. Show a new one on a device that is paired.",
    )
}
