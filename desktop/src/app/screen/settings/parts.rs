//! The forms of the practice's own fields. Each field brings what it held when it was shown, so that only what was changed is
//! written.

use maud::{Markup, html};
use rapport_core::{
    model::{Practice, Tier},
    practice::{
        due::default_days,
        folklore::{Kept, Number},
    },
};

use crate::{
    app::{
        fields::Fields,
        part::form::{Line, form_with, lines},
        words::settings as say,
    },
    words::insight::{folklore, number, origin},
};

/// What the forms are made of.
pub struct Parts<'a> {
    /// What holds.
    pub practice: &'a Practice,
    /// What was typed, if it could not be kept.
    pub typed: Option<&'a Fields>,
    /// What every form brings along.
    pub token: &'a str,
}

impl Parts<'_> {
    /// Name, what it is for, whom it helps best, where one books.
    pub fn practice(&self) -> Markup {
        let of = self.practice;
        self.form(
            say::PRACTICE,
            "",
            &html! {
                (self.line("name", say::NAME, &of.name, ""))
                (self.line("niche", say::NICHE, &of.niche, say::NICHE_HINT))
                (was("ideal_client", &of.ideal_client))
                (lines("ideal_client", say::IDEAL, &self.value("ideal_client", &of.ideal_client), say::IDEAL_HINT, 2))
                (self.line("booking_url", say::BOOKING, &of.booking_url, say::BOOKING_HINT))
                div.pair {
                    (self.line("region", say::REGION, &of.region, say::REGION_HINT))
                    (self.line("zone", say::ZONE, &of.zone, say::ZONE_HINT))
                    (self.line("currency", say::CURRENCY, &of.currency, say::CURRENCY_HINT))
                }
            },
        )
    }

    /// Targets and what practitioners tell each other.
    pub fn numbers(&self, numbers: &[Number]) -> Markup {
        let one = |of: &Number| {
            let (key, own) = match of.kept {
                Kept::Target => {
                    (format!("target:{}", of.name), self.practice.target.get(&of.name).map(ToString::to_string))
                }
                Kept::Folklore => {
                    (format!("folklore:{}", of.name), self.practice.folklore.get(&of.name).map(|own| number(*own)))
                }
            };
            let hint = say::shipped(&number(of.default), origin(of.origin));
            self.line(&key, &capital(folklore(&of.name)), &own.unwrap_or_default(), &hint)
        };
        let cap = self.practice.cap.get("gift_year").map(ToString::to_string).unwrap_or_default();
        self.form(
            say::NUMBERS,
            say::NUMBERS_MORE,
            &html! { div.pair { @for of in numbers { (one(of)) } (self.line("cap:gift_year", say::CAP, &cap, say::CAP_HINT)) } },
        )
    }

    /// When the practice is open.
    pub fn hours(&self) -> Markup {
        let own = |day: &str| self.practice.hours.get(day).cloned().unwrap_or_default();
        self.form(
            say::HOURS,
            say::HOURS_HINT,
            &html! { div.pair { @for (day, name) in say::WEEKDAYS { (self.line(&format!("hours:{day}"), name, &own(day), "")) } } },
        )
    }

    /// How often to be in touch, by tier.
    pub fn cadence(&self) -> Markup {
        let own = |tier: &Tier| self.practice.cadence.get(tier.as_str()).map(ToString::to_string).unwrap_or_default();
        let one = |tier: &Tier| {
            let hint =
                say::shipped(&default_days(tier).to_string(), origin(rapport_core::practice::folklore::Origin::Ours));
            self.line(
                &format!("cadence:{}", tier.as_str()),
                &say::tier(&tier.as_str().to_uppercase()),
                &own(tier),
                &hint,
            )
        };
        self.form(say::CADENCE, say::CADENCE_HINT, &html! { div.pair { @for tier in Tier::ALL { (one(tier)) } } })
    }

    fn form(&self, heading: &str, hint: &str, body: &Markup) -> Markup {
        html! {
            details.more.settings open[heading == say::PRACTICE || self.typed.is_some()] {
                summary { h2 { (heading) } }
                @if !hint.is_empty() { p.hint { (hint) } }
                (form_with(self.token, "/settings", "sheet", &html! { (body) div.deeds { button.primary { (say::SAVE) } } }))
            }
        }
    }

    fn line(&self, key: &str, label: &str, held: &str, hint: &str) -> Markup {
        html! { div { (was(key, held)) (Line { name: key, label, value: &self.value(key, held), hint, ..Line::default() }.show()) } }
    }

    fn value(&self, key: &str, held: &str) -> String {
        let typed = self.typed.filter(|typed| typed.pairs().iter().any(|(name, _)| name == key));
        typed.map_or_else(|| held.to_owned(), |typed| typed.text_or_empty(key))
    }
}

/// What a field held when it was shown.
fn was(key: &str, held: &str) -> Markup {
    html! { input type="hidden" name={ "was:" (key) } value=(held); }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
