//! Worlds of devices, networks and servers.
