//! How much memory a device's process needs: `resident [HOME]` opens the book, asks for Today and syncs once, and prints the
//! most that it ever had and what it has now, in KiB. Without a book: what a process has that does nothing.

use rapport_core::{Companion, Options, sync::SyncOutcome};

fn main() {
    let book = std::env::args().nth(1).map(|home| Companion::open(Options::at(home)).expect("the book opens"));
    if let Some(book) = &book {
        book.today().expect("there is a today");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        let outcome = runtime.block_on(book.sync()).expect("a sync rests");
        assert_eq!(outcome, SyncOutcome::Synced);
    }
    println!("{} {}", memory_kib("VmHWM:"), memory_kib("VmRSS:"));
}

fn memory_kib(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("this runs on Linux");
    let line = status.lines().find_map(|line| line.strip_prefix(key)).expect("a process has memory");
    line.trim().trim_end_matches(" kB").parse().expect("a number of KiB")
}
