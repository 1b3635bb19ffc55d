//! `bench`: measures, prints the figures, and writes them into docs/benchmarks.md. `--quick` measures small books and writes
//! nothing.

use std::{path::Path, process::ExitCode};

use clap::Parser;
use rapport_tests::bench::{Report, Sizes};

/// Measure the core, the sync and the server.
#[derive(Parser)]
struct Arguments {
    /// Only parts whose name begins so: log, open, insight, memory, sync, server …
    part: Option<String>,
    /// Small books; docs/benchmarks.md is left as it is.
    #[arg(long)]
    quick: bool,
}

const PAGE: &str = "docs/benchmarks.md";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let sizes = if arguments.quick { Sizes::QUICK } else { Sizes::WHOLE };
    let report = Report::measured(sizes, arguments.part.as_deref().unwrap_or_default());
    println!("{}", report.markdown());
    if arguments.quick || arguments.part.is_some() {
        return ExitCode::SUCCESS;
    }
    match std::fs::read_to_string(Path::new(PAGE))
        .map_err(|error| error.to_string())
        .and_then(|page| Ok(report.into_page(&page)?))
        .and_then(|page| std::fs::write(PAGE, page).map_err(|error| error.to_string()))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{PAGE} could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}
