//! The gate before automerge, and the flat documents behind it.
