//! What a screen has to hand for one request: the desk with the book, what was asked, the token for its forms.

use std::{cell::RefCell, ops::Deref};

use maud::{Markup, html as markup};
use rapport_core::{Command, Receipt};

use super::{asked::Asked, asked::html, fields::Fields, notice::Notice, page::Page, words};
use crate::{
    desk::{Desk, Heard},
    failure::Failure,
    words::{LEAVES_WITH_IT, identifier},
};

/// One request at the book. It is a [`Desk`] too: names, lines and times in words.
pub struct View {
    desk: Desk,
    heard: Heard,
    deeds: RefCell<Vec<i64>>,
    /// What was asked.
    pub asked: Asked,
}

impl Deref for View {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl View {
    /// Sits down with the book.
    pub fn of(asked: Asked) -> Result<Self, Failure> {
        let heard = Heard::default();
        let desk = asked.app.desk()?.telling(&heard);
        Ok(Self { desk, heard, deeds: RefCell::default(), asked })
    }

    /// Runs a command, and remembers it for the bar that offers to take back all that was done at once.
    ///
    /// # Errors
    /// What the core says; nothing was changed then.
    pub fn run(&self, command: Command) -> Result<Receipt, Failure> {
        let receipt = self.desk.run(command)?;
        self.deeds.borrow_mut().extend(receipt.deed);
        Ok(receipt)
    }

    /// What the address asks for.
    pub fn query(&self) -> &Fields {
        &self.asked.query
    }

    /// What every form brings along.
    pub fn token(&self) -> &str {
        &self.asked.app.secrets.token
    }

    /// What in texts for a draft looks like a client's, said before the draft leaves the device.
    pub fn looks_before_it_leaves(&self, texts: &[&str]) -> Result<Markup, Failure> {
        let mut looks = Vec::new();
        for text in texts {
            looks.extend(self.book.privacy_warnings(text)?);
        }
        Ok(markup! {
            @if !looks.is_empty() {
                div.mind role="status" {
                    @for one in &looks { p { (words::frame::looks_like(&one.said, identifier(one.kind))) } }
                    p { (LEAVES_WITH_IT) }
                }
            }
        })
    }
}

/// What came of a deed.
pub enum Done {
    /// It was done.
    There {
        /// Where to go.
        to: String,
        /// What to say there.
        notice: Option<Notice>,
    },
    /// Nothing was done, or it needs no other page: this one is shown.
    Shown(Box<([(axum::http::HeaderName, &'static str); 1], String)>),
    /// It was not done yet: the form is shown once more, with what is to be seen to.
    Again(Box<([(axum::http::HeaderName, &'static str); 1], String)>),
}

impl Done {
    /// It was done; goes there without a word.
    pub fn to(to: impl Into<String>) -> Self {
        Self::There { to: to.into(), notice: None }
    }

    /// Runs a command, goes there, says `said`, and offers to take it back.
    ///
    /// # Errors
    /// What the core says; nothing was changed then.
    pub fn run(view: &View, command: Command, to: impl Into<String>, said: impl Into<String>) -> Result<Self, Failure> {
        let receipt = view.run(command)?;
        Ok(Self::receipt(&receipt, to, said))
    }

    /// Something was done: goes there, says so, and offers to take it back if it can be, with all that was done along with it.
    pub fn receipt(receipt: &Receipt, to: impl Into<String>, said: impl Into<String>) -> Self {
        Self::undoable(receipt.deed, to, said)
    }

    /// A deed was done: goes there, says so, and offers to take it back.
    pub fn undoable(deed: Option<i64>, to: impl Into<String>, said: impl Into<String>) -> Self {
        let notice = Notice { undoes: deed.into_iter().collect(), ..Notice::done(said) };
        Self::There { to: to.into(), notice: Some(notice) }
    }

    /// It was done by other means than a command: goes there, and says so.
    pub fn said(to: impl Into<String>, said: impl Into<String>) -> Self {
        Self::There { to: to.into(), notice: Some(Notice::done(said)) }
    }

    /// Shows a page.
    pub fn shown(page: Page, view: &View) -> Self {
        Self::Shown(Box::new(html(page.within(view))))
    }

    /// Shows the form once more.
    pub fn again(page: Page, view: &View) -> Self {
        let page: Markup = page.within(view);
        Self::Again(Box::new(html(page)))
    }

    /// With all that was done, where it can be taken back, and with what was typed that looks like a client's: said gently,
    /// where what was done is said.
    #[must_use]
    pub fn with_all(mut self, view: &View) -> Self {
        if let Self::There { notice: Some(Notice { undoes, .. }), .. } = &mut self
            && !undoes.is_empty()
            && !view.deeds.borrow().is_empty()
        {
            undoes.clone_from(&view.deeds.borrow());
        }
        let heard = view.heard.borrow();
        if let (Self::There { notice, .. }, false) = (&mut self, heard.is_empty()) {
            let notice = notice.get_or_insert_with(|| Notice::done(words::frame::SAVED));
            notice.more.extend(heard.iter().map(|one| words::frame::looks_like(&one.said, identifier(one.kind))));
            notice.more.push(words::frame::SAVED_ANYWAY.to_owned());
        }
        self
    }
}
