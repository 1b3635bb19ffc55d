//! The words of introductions.

pub const TITLE: &str = "Introductions";
pub const ABOUT: &str = "Who led to whom, the way to somebody, and connecting two";
pub const WAY: &str = "Find the way to somebody";
pub const WAY_TO: &str = "Whom would you like to meet?";
pub const LOOK: &str = "Look";
pub const CONNECT: &str = "Introduce two people";
pub const ONE: &str = "One";
pub const OTHER: &str = "The other";
pub const BY: &str = "By what";
pub const CONNECT_DO: &str = "They are introduced";
pub const SAME: &str = "That is one and the same.";
pub const MAP: &str = "Who led to whom";
pub const MAP_HINT: &str = "From left to right: who introduced, and whom. Those who brought most stand on the map.";
pub const LIST: &str = "The same as a list";
pub const NO_MAP: &str = "Nobody is kept as introduced by somebody yet.";
pub const NO_MAP_MORE: &str = "On a person's page, Edit says who introduced them. One ball moves the next.";
pub const OWED: &str = "Thanks owed for introductions";
pub const THANKED: &str = "Thanked by letter";
pub const THANKED_SAID: &str = "Logged: a letter of thanks.";
pub const THANKS_FOR: &str = "for introducing you to";
pub const MADE: &str = "You connected";
pub const ASKED: &str = "You asked for";
pub const SOMEBODY: &str = "somebody";
pub const FOR: &str = "for an introduction to";
pub const AND: &str = "and";

pub const PATH: &str = "The way to";
pub const WAYS: &str = "Ways";
pub const NO_WAY: &str = "Nobody whom you meet is known to know them.";
pub const NO_WAY_MORE: &str =
    "On the page of somebody who does, Edit says whom they know. You can still do both a good turn, and connect them.";
pub const WRITE: &str = "What to write";
pub const PROMISE: &str = "Promise to ask";
pub const WHOM: &str = "Whom to ask";
pub const DUE: &str = "By when";
pub const DUE_HINT: &str = "In words too: Friday, in 2 weeks";
pub const PROMISED: &str = "Promised. It comes back on its day.";
pub const THEN: &str = "then";

/// They know each other now.
pub fn connected(one: &str, other: &str) -> String {
    format!("{one} and {other} know each other now. Logged as a give to both.")
}

/// One is in touch oneself.
pub fn met(name: &str, ago: &str) -> String {
    format!("You were in touch with {name} {ago}: no introduction is needed.")
}

/// How many came by somebody, and how many referrals from them.
pub fn below(descendants: u64, downstream: u64) -> String {
    let referrals = if downstream == 1 { "1 referral".to_owned() } else { format!("{downstream} referrals") };
    format!("{descendants} in all came by them, {referrals} from these")
}

/// More than are shown.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// "last touch 3 weeks ago".
pub fn last(ago: &str) -> String {
    format!("last touch {ago}")
}
