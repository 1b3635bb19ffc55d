//! Rapport's core.
