//! The words of a record's own page, and of what takes it away.

use maud::{Markup, html};
use rapport_core::model::RecordId;

use super::super::{part::form, view::View};

pub const EDIT: &str = "Edit";
pub const HISTORY: &str = "History";
pub const REMOVE: &str = "Remove";
pub const REDACT: &str = "Forget what it said";
pub const OUT_OF_SIGHT: &str = "This was taken out of the book.";
pub const RESTORE: &str = "Bring it back";
pub const RESTORED: &str = "It is back.";
pub const REMOVED: &str = "It is out of sight. Undo, or find it under Removed.";
pub const SAYS: &str = "What it says";
pub const ABOUT_IT: &str = "About it";
pub const SAYS_NOTHING: &str = "Nothing but that it is there.";

pub const TITLE: &str = "Removed";
pub const ABOUT: &str = "What was taken out: bring it back, or erase it for good";
pub const EMPTY: &str = "Nothing is removed.";
pub const EMPTY_MORE: &str = "What you remove comes here, and can be brought back. What was erased is gone for good.";
pub const MORE: &str = "More";
pub const LEAD: &str = "Out of sight on every device, and kept: each can come back as it was.";
pub const ERASE: &str = "Erase";

pub const ERASE_TITLE: &str = "Erase for good?";
pub const ERASE_MORE: &str = "Every byte of it goes, its history too: here now, on the server and on your other devices with their next sync. Nobody can bring it back. Backups that you made earlier still have it.";
pub const ERASE_SURE: &str = "Yes, erase this for good";
pub const ERASE_NOT: &str = "Keep it";
pub const ERASED: &str = "Erased. It goes from the other devices with the next sync.";
pub const SURE_FIRST: &str = "Tick that you mean it. Nothing was erased.";

pub const REDACT_TITLE: &str = "Forget what a note said";
pub const REDACT_MORE: &str = "History keeps every wording of a note, also one that you took back. This replaces the note by a copy without history, saying what stands below, and erases the old one here and on every device. It can't be undone.";
pub const REDACT_TEXT: &str = "What it says from now on";
pub const REDACT_DO: &str = "Forget the rest";
pub const REDACT_SURE: &str = "Yes, forget what it said before";
pub const REDACTED: &str = "The note says this alone now; what it said before is gone.";

/// Where a record that was removed is looked at: that it was, and the way back.
pub fn removed(view: &View, id: RecordId) -> Markup {
    html! {
        div.card.deeds { p { (OUT_OF_SIGHT) }
            (form::deed(view, &format!("/records/{id}/restore"), &[], &html! { (RESTORE) }, "")) }
    }
}
