//! What a form brought: fields by name, in the order in which they stood there; a field may come several times.

use std::str::FromStr;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    response::Response,
};
use percent_encoding::percent_decode_str;
use rapport_core::{
    Error, Invalid,
    model::{Day, Instant, RecordId},
};

use super::words;
use crate::{
    failure::Failure,
    when::{Clock, Way},
};

/// The field that every form of ours has: see [`super::guard`].
pub const TOKEN: &str = "token";

/// The fields of a form, or of an address's query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=two+words`.
    pub fn read(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let plain = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().replace("\r\n", "\n");
        Self(
            pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (plain(name), plain(value)))
                .collect(),
        )
    }

    /// Fields by name.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// All of them.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// What stands in a field, without spaces around it; nothing if it is empty or not there.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().filter(|(own, _)| own == name).map(|(_, value)| value.trim()).find(|value| !value.is_empty())
    }

    /// What stands in a field, or "".
    pub fn text_or_empty(&self, name: &str) -> String {
        self.text(name).unwrap_or_default().to_owned()
    }

    /// All that stands under a name that may come several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(own, _)| own == name)
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    /// What stands in a field, read; nothing if it is empty.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it can't be read.
    pub fn read_as<T: FromStr>(&self, name: &str) -> Result<Option<T>, Failure> {
        let Some(text) = self.text(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| Error::from(Invalid::new(name, words::failed::not_understood(text))).into())
    }

    /// The record that a field names.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it names none.
    pub fn record(&self, name: &str) -> Result<RecordId, Failure> {
        self.read_as(name)?.ok_or_else(|| missing(name))
    }

    /// A day that comes, as a field for dates sends it or in words ("in 2 weeks").
    ///
    /// # Errors
    /// A [`Failure`] that says what can be typed.
    pub fn day(&self, name: &str, clock: &Clock) -> Result<Option<Day>, Failure> {
        self.text(name).map(|text| clock.day(text)).transpose()
    }

    /// A moment that was, as a field for date and time sends it (`2026-11-22T14:05`) or in words.
    ///
    /// # Errors
    /// A [`Failure`] that says what can be typed.
    pub fn moment(&self, name: &str, way: Way, clock: &Clock) -> Result<Option<Instant>, Failure> {
        self.text(name).map(|text| clock.moment(&text.replacen('T', " ", 1), way)).transpose()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let body = Bytes::from_request(request, state).await.map_err(axum::response::IntoResponse::into_response)?;
        Ok(Self::read(&String::from_utf8_lossy(&body)))
    }
}

/// What is said of a field in which nothing stands.
pub fn missing(name: &str) -> Failure {
    Error::from(Invalid::new(name, words::failed::MISSING)).into()
}

/// The token that a form's body brings: of an upload, in its first part.
pub fn token(kind: &str, body: &[u8]) -> Option<String> {
    if kind.starts_with("multipart/form-data") {
        // The token's part stands first, so that a file is not searched for it.
        let begin = String::from_utf8_lossy(body.get(..body.len().min(1_024))?).into_owned();
        let (_, after) = begin.split_once("name=\"token\"\r\n\r\n")?;
        return after.split("\r\n").next().map(str::to_owned);
    }
    let fields =
        kind.starts_with("application/x-www-form-urlencoded").then(|| Fields::read(&String::from_utf8_lossy(body)))?;
    fields.text(TOKEN).map(str::to_owned)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_browsers_write_it() {
        let fields = Fields::read("met=a&met=b&note=two+words%0D%0A%C3%BC&empty=&token=t%2Bt");
        assert_eq!(fields.all("met").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.text("note"), Some("two words\nü"));
        assert_eq!(fields.text("empty"), None);
        assert_eq!(
            token("application/x-www-form-urlencoded;charset=UTF-8", b"a=1&token=t%2Bt").as_deref(),
            Some("t+t")
        );
    }

    #[test]
    fn the_token_of_an_upload_stands_in_its_first_part() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--x\r\n";
        assert_eq!(token("multipart/form-data; boundary=x", body).as_deref(), Some("abc"));
        assert_eq!(token("text/plain", b"token=abc"), None);
        assert_eq!(token("multipart/form-data; boundary=x", b"--x"), None);
    }
}
