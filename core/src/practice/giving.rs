//! What was left, told apart: a give is value, a gift is kept out of every account but its own.

use std::collections::{HashMap, HashSet};

use crate::{
    model::ItemKind,
    practice::facts::{Left, Nature, Touch},
};

/// What sort of thing each short name or item's id stands for. A name that nobody knows is a leave-behind and no more.
#[derive(Debug, Clone, Default)]
pub struct Kinds(HashMap<String, ItemKind>);

impl FromIterator<(String, ItemKind)> for Kinds {
    fn from_iter<T: IntoIterator<Item = (String, ItemKind)>>(kinds: T) -> Self {
        Self(kinds.into_iter().collect())
    }
}

impl Kinds {
    /// What sort of thing a key of `left` stands for.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<&ItemKind> {
        self.0.get(key)
    }

    /// Whether something of a sort was left.
    #[must_use]
    pub fn any(&self, left: &Left, kind: &ItemKind) -> bool {
        left.items.iter().any(|(key, count)| *count > 0 && self.of(key) == Some(kind))
    }
}

/// The touches at which value was given, by their numbers: something that the library calls a give was left.
#[derive(Debug, Clone, Default)]
pub struct Gives(HashSet<i64>);

impl Gives {
    /// Finds them among what was left.
    #[must_use]
    pub fn among(left: &[Left], kinds: &Kinds) -> Self {
        Self(left.iter().filter(|left| kinds.any(left, &ItemKind::Give)).map(|left| left.key).collect())
    }

    /// Whether a touch gave value to whom it touched.
    #[must_use]
    pub fn gave(&self, touch: &Touch) -> bool {
        touch.nature.has(Nature::LEFT) && !touch.nature.has(Nature::INBOUND) && self.0.contains(&touch.key)
    }

    /// Whether a touch brought value from them.
    #[must_use]
    pub fn got(&self, touch: &Touch) -> bool {
        touch.nature.has(Nature::LEFT) && touch.nature.has(Nature::INBOUND) && self.0.contains(&touch.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::sample::touch;

    #[test]
    fn a_give_is_a_give_and_a_gift_is_not() {
        let kinds: Kinds =
            [("article".to_owned(), ItemKind::Give), ("cookies".to_owned(), ItemKind::Gift)].into_iter().collect();
        let shared = touch(1, 3, &[Nature::LEFT]);
        let left = |item: &str| Left { key: shared.key, at: shared.at, items: [(item.to_owned(), 1)].into() };
        assert!(Gives::among(&[left("article")], &kinds).gave(&shared));
        assert!(!Gives::among(&[left("cookies")], &kinds).gave(&shared));
        assert!(!Gives::among(&[left("thing")], &kinds).gave(&shared), "nobody knows what that is");
        let back = touch(1, 3, &[Nature::LEFT, Nature::INBOUND]);
        let gives = Gives::among(&[left("article")], &kinds);
        assert!(gives.got(&back) && !gives.gave(&back));
    }
}
