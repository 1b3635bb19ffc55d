//! The parent's side of a merge: one child a record, killed when it takes too long.

use std::{
    io::{Read as _, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::Duration,
};

use super::{MergeFailure, worker};

/// A merged record larger than this is no record of ours.
const ANSWER_BYTES: u64 = 64 << 20;

pub(super) fn merge(program: &Path, timeout: Duration, chunks: &[u8]) -> Result<Vec<u8>, MergeFailure> {
    let mut child = Command::new(program)
        .arg(worker::ARGUMENT)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| {
            tracing::error!(%error, "the merge worker can't be started");
            MergeFailure::NotStarted
        })?;
    let answer = converse(&mut child, timeout, chunks);
    if answer.is_err() {
        // It may have ended by itself, which is as good.
        let _ended_already = child.kill();
    }
    let status = child.wait().map_err(|_| MergeFailure::Died)?;
    match status.code() {
        Some(worker::REFUSED) => Err(MergeFailure::Refused),
        Some(0) => answer,
        _ => answer.and(Err(MergeFailure::Died)),
    }
}

fn converse(child: &mut Child, timeout: Duration, chunks: &[u8]) -> Result<Vec<u8>, MergeFailure> {
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(MergeFailure::NotStarted);
    };
    let (send, receive) = mpsc::sync_channel(1);
    let chunks = chunks.to_vec();
    // Both pipes on a thread, so that a child that neither reads nor answers holds nobody up: its end closes them.
    std::thread::spawn(move || {
        let written = stdin.write_all(&chunks);
        drop(stdin);
        let mut answer = Vec::new();
        let read = written.and_then(|()| stdout.take(ANSWER_BYTES).read_to_end(&mut answer));
        // Nobody listens after the timeout.
        let _too_late = send.send(read.map(|_| answer));
    });
    match receive.recv_timeout(timeout) {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(_)) => Err(MergeFailure::Died),
        Err(_) => Err(MergeFailure::TimedOut),
    }
}
