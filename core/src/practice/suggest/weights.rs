//! What each piece of evidence weighs, in natural logarithms: fitted to made-up practices by a conditional logit
//! (docs/suggestions.md says to which). Those of plans are set a little closer together than they came out, since in life more is
//! done out of order than in what is made up.

/// The plan that is next, the one after it, the third, and those after.
pub const PLANNED: [f64; 4] = [5.8, 4.2, 2.0, 0.6];
/// A plan whose time has passed by, and each hour since.
pub const PASSED_BY: f64 = 2.6;
pub const PASSED_BY_AN_HOUR: f64 = -0.3;

/// A place near the stop before, and one that is not; places of which nobody knows where they are weigh nothing.
pub const NEAR: f64 = 0.5;
pub const FAR: f64 = -0.4;

/// How far the share of its visits on this day of the week exceeds a fifth.
pub const WEEKDAY: f64 = 1.0;
/// The same of its part of town, and whether it is that part's turn: on setting out, and on the way.
pub const AREA_ON_SETTING_OUT: [f64; 2] = [0.44, 0.58];
pub const AREA_ON_THE_WAY: [f64; 2] = [0.27, 0.46];

/// Each hour that the usual time of day has passed, or is ahead.
pub const USUALLY_EARLIER: f64 = -0.5;
pub const USUALLY_LATER: f64 = -1.0;

/// How many times the usual gap has passed since the last visit, from so many on.
pub const LAPSE: [(f64, f64); 9] = [
    (0.0, -2.7),
    (0.2, -3.3),
    (0.45, -2.9),
    (0.6, -2.4),
    (0.75, -1.3),
    (0.9, -0.6),
    (1.2, -0.3),
    (1.6, -0.25),
    (2.2, -0.4),
];
/// How often one is there, as the logarithm of sixty days over the usual gap.
pub const OFTEN: f64 = 0.37;
/// Nobody said how often one means to be there.
pub const NO_INTERVAL: f64 = -0.06;
/// One was there today already, or never.
pub const TODAY_ALREADY: f64 = -2.1;
pub const NEVER: f64 = -0.2;
