//! Rapport's sync server.
