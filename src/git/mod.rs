//! The only user of git2: repositories and their snapshots.
