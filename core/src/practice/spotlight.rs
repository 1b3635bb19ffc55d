//! Whom to show next: partners in turn, and their cards in the waiting room.

use std::collections::BTreeMap;

use crate::model::{
    Contact, Form, Instant, RecordId, Stance, Tier,
    view::{Displayed, LibraryItem, Named, SpotlightTurn},
};

/// So few cards of a partner are few enough to ask for more.
const FEW: i64 = 5;

/// Whether somebody may be shown without being asked for it: those who are kept near, neither competitors nor those who
/// declined.
#[must_use]
pub fn may_be_shown(contact: &Contact) -> bool {
    let near = contact.top_ten || matches!(contact.tier, Some(Tier::A | Tier::B));
    near && !contact.competitor && contact.stance != Some(Stance::Declined)
}

/// Partners in the order of their turns: those never shown by name, people before places; then the longest not shown.
#[must_use]
pub fn rotation(partners: Vec<(Named, Form)>, shown: &BTreeMap<RecordId, (Instant, u64)>) -> Vec<SpotlightTurn> {
    let mut turns: Vec<(Form, SpotlightTurn)> = partners
        .into_iter()
        .map(|(who, form)| {
            let (last, times) = shown.get(&who.id).map_or((None, 0), |(last, times)| (Some(*last), *times));
            (form, SpotlightTurn { who, shown: last, times })
        })
        .collect();
    turns.sort_by(|(form, one), (other_form, other)| {
        (one.shown, form, &one.who.name, one.who.id).cmp(&(other.shown, other_form, &other.who.name, other.who.id))
    });
    turns.into_iter().map(|(_, turn)| turn).collect()
}

/// A partner's cards that are on display here. `taken` is how many went.
#[must_use]
pub fn displayed(item: LibraryItem, owner: Option<Named>, taken: i64) -> Displayed {
    let there = item.item.stocked.0.saturating_sub(taken);
    Displayed { item, owner, there, low: there <= FEW }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(n: u8, name: &str) -> (Named, Form) {
        (Named { id: RecordId([n; 16]), name: name.into() }, Form::Person)
    }

    #[test]
    fn everybody_has_a_turn_before_anybody_has_a_second() {
        let partners = || vec![named(1, "Ana"), named(2, "Bo"), named(3, "Cy")];
        let mut shown = BTreeMap::new();
        let mut order = Vec::new();
        for at in 1..=6 {
            let next = rotation(partners(), &shown).remove(0).who;
            let times = shown.get(&next.id).map_or(0, |(_, times)| *times);
            shown.insert(next.id, (Instant(at), times + 1));
            order.push(next.name);
        }
        assert_eq!(order, ["Ana", "Bo", "Cy", "Ana", "Bo", "Cy"]);
    }

    #[test]
    fn a_competitor_is_not_shown_nor_one_who_declined() {
        let near = Contact { tier: Some(Tier::A), ..Contact::default() };
        assert!(may_be_shown(&near));
        assert!(!may_be_shown(&Contact { competitor: true, ..near.clone() }));
        assert!(!may_be_shown(&Contact { stance: Some(Stance::Declined), ..near }));
        assert!(!may_be_shown(&Contact::default()));
    }
}
