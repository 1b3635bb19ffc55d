//! Links that open a draft in another program: letters (RFC 6068), text messages (RFC 5724), calls (RFC 3966).

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::{
    ChannelState,
    view::{DraftLink, DraftWay},
};

/// What needs no encoding anywhere in a link: the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// An address keeps the sign in its middle.
const ENCODED_IN_ADDRESS: &AsciiSet = &ENCODED.remove(b'@');
/// Links that are longer are cut by some programs, silently.
const LONG: usize = 2_000;

/// The drafts of a text, for the ways by which a contact may be reached.
#[must_use]
pub fn links(channels: &BTreeMap<String, ChannelState>, subject: Option<&str>, text: &str) -> Vec<DraftLink> {
    let mailto = best(channels, &["email"]).map(|address| {
        let subject = subject.map(|subject| format!("subject={}&", encode(subject))).unwrap_or_default();
        let body = encode(&lines_of_mail(text));
        (DraftWay::Mailto, format!("mailto:{}?{subject}body={body}", utf8_percent_encode(address, ENCODED_IN_ADDRESS)))
    });
    let sms = best(channels, &["sms", "mobile", "phone"])
        .map(|number| (DraftWay::Sms, format!("sms:{}?body={}", dialled(number), encode(text))));
    let tel = best(channels, &["phone", "mobile"]).map(|number| (DraftWay::Tel, format!("tel:{}", dialled(number))));
    let draft = |(way, link): (DraftWay, String)| DraftLink { way, long: link.len() > LONG, link };
    [mailto, sms, tel].into_iter().flatten().map(draft).collect()
}

/// The number to call, as a link.
#[must_use]
pub fn call(channels: &BTreeMap<String, ChannelState>) -> Option<String> {
    best(channels, &["phone", "mobile"]).map(|number| format!("tel:{}", dialled(number)))
}

/// Somebody's best way of some kinds: the preferred, then the verified; never one that is not to be used. Among equals the
/// kind that is named first.
#[must_use]
pub fn best<'a>(channels: &'a BTreeMap<String, ChannelState>, kinds: &[&str]) -> Option<&'a str> {
    let rank = |state: &ChannelState| match state {
        ChannelState::Preferred => 0,
        ChannelState::Verified => 1,
        _ => 2,
    };
    let known =
        channels.iter().filter(|(_, state)| **state != ChannelState::DoNotUse).filter_map(|(channel, state)| {
            let (kind, value) = channel.split_once(':')?;
            let place = kinds.iter().position(|wanted| *wanted == kind)?;
            Some((rank(state), place, value.trim()))
        });
    known.filter(|(.., value)| !value.is_empty()).min().map(|(.., value)| value)
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// RFC 6068: lines end as they do in mail.
fn lines_of_mail(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join("\r\n")
}

/// A number without what makes it easier to read.
fn dialled(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if number.trim_start().starts_with('+') { format!("+{digits}") } else { digits }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn channels(known: &[(&str, ChannelState)]) -> BTreeMap<String, ChannelState> {
        known.iter().map(|(channel, state)| ((*channel).to_owned(), state.clone())).collect()
    }

    #[test]
    fn a_letter_and_a_message_say_what_the_wording_says() {
        let known = channels(&[
            ("email:lee+desk@example.org", ChannelState::Known),
            ("phone:+1 (555) 010-0123", ChannelState::Known),
        ]);
        let links = links(&known, Some("Café & co?"), "Dear Lee,\n100% #1 – yours");
        let found: Vec<_> = links.iter().map(|link| (link.way, link.link.as_str(), link.long)).collect();
        assert_eq!(
            found,
            [
                (
                    DraftWay::Mailto,
                    "mailto:lee%2Bdesk@example.org?subject=Caf%C3%A9%20%26%20co%3F&body=Dear%20Lee%2C%0D%0A100%25%20%231%20%E2%80%93%20yours",
                    false
                ),
                (DraftWay::Sms, "sms:+15550100123?body=Dear%20Lee%2C%0A100%25%20%231%20%E2%80%93%20yours", false),
                (DraftWay::Tel, "tel:+15550100123", false),
            ]
        );
    }

    #[test]
    fn what_is_not_to_be_used_is_not_used_and_what_is_preferred_is() {
        let known = channels(&[
            ("email:old@example.org", ChannelState::DoNotUse),
            ("email:a@example.org", ChannelState::Known),
            ("email:b@example.org", ChannelState::Preferred),
            ("phone:1", ChannelState::DoNotUse),
        ]);
        let links = links(&known, None, "");
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].link, "mailto:b@example.org?body=");
    }

    #[test]
    fn a_long_text_is_whole_and_said_to_be_long() {
        let known = channels(&[("email:a@example.org", ChannelState::Known)]);
        let link = &links(&known, None, &"ü".repeat(1_000))[0];
        assert!(link.long && link.link.ends_with("%C3%BC") && link.link.len() > 6_000);
    }

    proptest::proptest! {
        #[test]
        fn what_a_link_says_can_be_read_back(text in "\\PC{0,80}") {
            let known = channels(&[("sms:5550100", ChannelState::Known)]);
            let link = &links(&known, None, &text)[0].link;
            let body = link.strip_prefix("sms:5550100?body=").unwrap();
            proptest::prop_assert!(body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%-._~".contains(&byte)));
            let read = percent_encoding::percent_decode_str(body).decode_utf8().unwrap();
            proptest::prop_assert_eq!(read.as_ref(), text.as_str());
        }
    }
}
