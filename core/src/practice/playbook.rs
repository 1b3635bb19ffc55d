//! Playbooks: a trigger, ordered steps, a tracker. From who was enrolled when, what became of the steps, the playbook as it
//! stands now and what was logged anyway follows the one step that is open, when it is due, and why.
//!
//! Nothing here is stored: two devices that hold the same changes come to the same step, in whatever order these came.

mod adherence;
mod course;
mod enrolment;
pub mod library;
mod plan;
#[cfg(test)]
mod tests;
mod walk;

pub use adherence::{Adherence, adherence};
pub use course::{After, Calendar, Course, How, OpenStep, Passed, State, Touch, course};
pub use enrolment::{Enrolment, Mark, Marks, Resolved, StepAt, marks};
pub use plan::{ANSWER, GIVE, Plan, faults};
