//! Lists: the rest of them by key, and what stands where there is nothing.

use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::view::View;

/// A link to the next page of a list; nothing on the last. The filters of this page hold there too.
pub fn more(view: &View, next: Option<&str>, label: &str) -> Markup {
    more_of(view, "after", next, label)
}

/// The same for a second list on a page, that goes on under a name of its own.
pub fn more_of(view: &View, after: &str, next: Option<&str>, label: &str) -> Markup {
    let Some(next) = next else { return html! {} };
    let rest = view.query().pairs().iter().filter(|(name, value)| name != after && !value.is_empty());
    let kept = rest.map(|(name, value)| (name.as_str(), value.as_str())).chain([(after, next)]);
    html! { p.more { a.button.quiet href=(address(&view.asked.path, kept)) rel="next" { (label) } } }
}

/// An address with a query, each part written so that nothing in it is taken for more.
pub fn address<'a>(path: &str, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let plain = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> =
        query.into_iter().map(|(name, value)| format!("{}={}", plain(name), plain(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// Where there is nothing: what that means, and one next step.
pub fn empty(said: &str, more: &str, step: Option<(&str, &str)>) -> Markup {
    html! {
        div.empty {
            p.lead { (said) }
            @if !more.is_empty() { p { (more) } }
            @if let Some((href, label)) = step { p { a.button.primary href=(href) { (label) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_whatever_stands_in_a_query() {
        assert_eq!(address("/partners", []), "/partners");
        assert_eq!(address("/p", [("q", "a&b=c d"), ("after", "7.é")]), "/p?q=a%26b%3Dc%20d&after=7%2E%C3%A9");
    }
}
