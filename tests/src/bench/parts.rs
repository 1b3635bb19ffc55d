//! The parts of a run, by name.

use super::{
    Report, Section, Sizes, app::app, book::Large, insight::insight, log::log, memory::memory, reading::reading,
    server::server, sync::sync,
};

type Part = fn(&Large) -> Section;

/// Each part by the name it is asked for.
const PARTS: &[(&str, Part)] = &[
    ("log", log),
    ("open", reading),
    ("insight", insight),
    ("memory", memory),
    ("sync", sync),
    ("server", server),
    ("app", app),
];

impl Report {
    /// Measures the parts whose name begins with `wanted`, one after the other.
    #[must_use]
    pub fn measured(sizes: Sizes, wanted: &str) -> Self {
        let mut report = Self { machine: machine(sizes), sections: Vec::new() };
        let large = Large::new(sizes);
        for (name, part) in PARTS.iter().filter(|(name, _)| name.starts_with(wanted)) {
            eprintln!("measuring {name} …");
            report.sections.push(part(&large));
        }
        report
    }
}

/// The machine in words: processor, cores, memory, system.
fn machine(sizes: Sizes) -> String {
    let read = |path: &str, key: &str| {
        std::fs::read_to_string(path)
            .ok()
            .and_then(|text| {
                Some(text.lines().find(|line| line.starts_with(key))?.split_once(':')?.1.trim().to_owned())
            })
            .unwrap_or_else(|| "unknown".to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!(
        "{}, {cores} cores, {} of memory, {} {}. Large book: {} contacts and {} touchpoints.",
        read("/proc/cpuinfo", "model name"),
        read("/proc/meminfo", "MemTotal"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        sizes.contacts,
        sizes.touchpoints,
    )
}
