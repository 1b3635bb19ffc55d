//! A server open to all, without limits on how often somebody asks, until it is killed. `serve DATA ADDRESS`: its address is
//! printed once it listens.

use std::process::ExitCode;

use rapport_sync_server::{Config, Server, limits::Rates, merging::worker};

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(worker::ARGUMENT) {
        return worker::run();
    }
    let mut arguments = std::env::args().skip(1);
    let (Some(data), Some(address)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: serve DATA ADDRESS");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime starts");
    runtime.block_on(async {
        let mut config = Config::new(data, address.parse().expect("ADDRESS is an address")).expect("a plain server");
        let often = u32::MAX;
        config.open_to_all = true;
        config.rates = Rates {
            requests_a_minute: often,
            requests_a_minute_address: often,
            repairs_an_hour: often,
            pairings_a_minute: often,
            streams: often,
        };
        let server = Server::start(&config).expect("the server starts");
        println!("{}", server.address);
        std::future::pending::<()>().await;
    });
    ExitCode::SUCCESS
}
