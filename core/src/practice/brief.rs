//! What to mind and what to ask before one walks in, from what is known of a place and its people.

use std::collections::BTreeSet;

use crate::model::{
    RecordId, Role,
    view::{BriefQuestion, BriefWarning},
};

/// How long a visit is meant to be, in minutes: ten or fifteen is all they have. Folklore of the trade (S1), not a finding.
pub const VISIT_MINUTES: i64 = 10;

/// What a question is chosen by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known<'a> {
    /// What each person of the place does there.
    pub roles: Vec<&'a BTreeSet<Role>>,
    /// What they promised and have not done yet, the longest due first.
    pub their_promises: Vec<RecordId>,
    /// Their open needs, the oldest first.
    pub needs: Vec<RecordId>,
    /// Whether a need of theirs was ever written down.
    pub ever_needed: bool,
}

/// What to be warned of: a place where only those who treat are known, though those at the front route referrals.
#[must_use]
pub fn warning(roles: &[&BTreeSet<Role>]) -> Option<BriefWarning> {
    let treats = |roles: &&BTreeSet<Role>| {
        !roles.is_empty() && roles.iter().all(|role| matches!(role, Role::Provider | Role::Owner))
    };
    if roles.is_empty() {
        Some(BriefWarning::NobodyKnown)
    } else if roles.iter().all(treats) {
        Some(BriefWarning::OnlyProvidersKnown)
    } else {
        None
    }
}

/// The one question to ask: who routes referrals, where nobody knows; what they need, where nobody asked; then what became of
/// what they said; and always how one can help.
#[must_use]
pub fn question(known: &Known<'_>) -> BriefQuestion {
    let routes =
        |roles: &&BTreeSet<Role>| roles.contains(&Role::RoutesReferrals) || roles.contains(&Role::ReferralCoordinator);
    if !known.roles.iter().any(routes) {
        BriefQuestion::WhoRoutes
    } else if !known.ever_needed {
        BriefQuestion::CommonNeeds
    } else if let Some(promise) = known.their_promises.first() {
        BriefQuestion::TheirPromise { promise: *promise }
    } else if let Some(need) = known.needs.first() {
        BriefQuestion::StillNeeded { need: *need }
    } else {
        BriefQuestion::HowToHelp
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_where_only_the_physician_is_known_is_warned_of() {
        let (provider, front) = (BTreeSet::from([Role::Provider]), BTreeSet::from([Role::FrontDesk]));
        assert_eq!(warning(&[&provider]), Some(BriefWarning::OnlyProvidersKnown));
        assert_eq!(warning(&[&provider, &front]), None);
        assert_eq!(warning(&[]), Some(BriefWarning::NobodyKnown));
    }

    #[test]
    fn the_question_is_about_what_is_not_known_yet() {
        let (need, promise) = (RecordId([1; 16]), RecordId([2; 16]));
        let routes = BTreeSet::from([Role::RoutesReferrals]);
        let mut known = Known::default();
        assert_eq!(question(&known), BriefQuestion::WhoRoutes);
        known.roles = vec![&routes];
        assert_eq!(question(&known), BriefQuestion::CommonNeeds);
        known.ever_needed = true;
        assert_eq!(question(&known), BriefQuestion::HowToHelp);
        known.needs = vec![need];
        assert_eq!(question(&known), BriefQuestion::StillNeeded { need });
        known.their_promises = vec![promise];
        assert_eq!(question(&known), BriefQuestion::TheirPromise { promise });
    }
}
