//! Chips: a few large choices that are seen at once, to be tapped or walked through with the arrow keys.

use maud::{Markup, html};

/// A choice.
pub struct Chip {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// More about it: why it is suggested.
    pub more: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Chip {
    /// A choice without more about it.
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), more: String::new(), chosen }
    }
}

/// One of several.
pub fn one_of(name: &str, legend: &str, chips: &[Chip]) -> Markup {
    group("radio", name, legend, chips)
}

/// Any of several.
pub fn any_of(name: &str, legend: &str, chips: &[Chip]) -> Markup {
    group("checkbox", name, legend, chips)
}

fn group(kind: &str, name: &str, legend: &str, chips: &[Chip]) -> Markup {
    html! {
        fieldset.chips {
            legend { (legend) }
            @for chip in chips {
                label.chip {
                    input type=(kind) name=(name) value=(chip.value) checked[chip.chosen];
                    span { (chip.label) @if !chip.more.is_empty() { small { (chip.more) } } }
                }
            }
        }
    }
}
