//! What can be typed.

use std::{
    io::{self, IsTerminal as _, Write as _},
    net::SocketAddr,
    path::PathBuf,
};

use clap::{Args, Parser, Subcommand};
use data_encoding::HEXLOWER;
use rapport_sync_server::{
    limits::Rates,
    node::Quota,
    server::{Config, Server},
    tls::{self, Key},
};
use tracing_subscriber::EnvFilter;

/// Keeps books for devices to sync with.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = false, after_help = HELP)]
pub struct Command {
    /// The server's folder; made if it is not there
    #[arg(long, value_name = "DIR", global = true, default_value = "rapport-data")]
    data: PathBuf,
    /// Where erasures and revocations are logged [default: refusals.log in the folder]; on another disk it survives this
    /// one
    #[arg(long, value_name = "FILE", global = true)]
    refusal_log: Option<PathBuf>,
    #[command(flatten)]
    serve: Serve,
    #[command(subcommand)]
    work: Option<Work>,
}

const HELP: &str = "\
Exit codes: 0 done; 1 it could not be done (standard error says why); 2 arguments make no sense; 3 a server is running on
the folder. Stop the server by Ctrl-C or SIGTERM: requests under way are finished.";

#[derive(Args)]
struct Serve {
    /// Where to listen. TLS is used everywhere but on loopback
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// Let anybody make a book, without an invitation
    #[arg(long)]
    open: bool,
    /// Use TLS with a key of its own on loopback too
    #[arg(long, conflicts_with = "tls_cert")]
    tls: bool,
    /// Certificate chain in PEM; without it the server shows a key of its own, which devices pin
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// The address that devices reach it under, for what is printed
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Books on this server
    #[arg(long, value_name = "N", default_value_t = Quota::default().books)]
    books: u64,
    /// Bytes of changes in one book
    #[arg(long, value_name = "N", default_value_t = Quota::default().bytes_a_book)]
    bytes_a_book: u64,
    /// Requests a minute of one device
    #[arg(long, value_name = "N", default_value_t = Rates::default().requests_a_minute)]
    requests_a_minute: u32,
    /// Requests a minute from one address
    #[arg(long, value_name = "N", default_value_t = Rates::default().requests_a_minute_address)]
    requests_a_minute_address: u32,
    /// Repairs an hour of one device
    #[arg(long, value_name = "N", default_value_t = Rates::default().repairs_an_hour)]
    repairs_an_hour: u32,
    /// Tries of a pairing code or an invitation, a minute, from one address
    #[arg(long, value_name = "N", default_value_t = Rates::default().pairings_a_minute)]
    pairings_a_minute: u32,
    /// Log one JSON object a line
    #[arg(long)]
    log_json: bool,
}

#[derive(Subcommand)]
enum Work {
    /// Print an invitation: whoever has it can make a book here
    Invite {
        /// How many books it is good for
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
        uses: u32,
    },
    /// Write a consistent copy of all books to a new file, while the server runs
    Backup {
        /// The file
        file: PathBuf,
    },
    /// Put a backup in the place of all books; what was erased or revoked since stays so. Stop the server first
    Restore {
        /// The file
        file: PathBuf,
    },
}

impl Command {
    /// Does what was typed.
    pub fn run(self) -> io::Result<()> {
        self.serve.start_logging();
        let mut config = Config::new(self.data, self.serve.listen)?;
        config.refusal_log = self.refusal_log;
        self.serve.configure(&mut config);
        match self.work {
            None => self.serve.run(&config),
            Some(Work::Invite { uses }) => {
                // The key of the server on this folder, also where this command was typed without its address.
                let has_key = config.key == Key::None && config.data.join("tls-key.pem").exists();
                let key = if has_key { Key::SelfSigned } else { config.key.clone() };
                let opened = config.open()?;
                let key_hash = tls::load(&key, &config.data)?.and_then(|tls| tls.key_hash);
                let invitation =
                    opened.node.invite(uses, key_hash).map_err(|refusal| io::Error::other(refusal.message))?;
                say(&invitation.to_string())
            }
            Some(Work::Backup { file }) => {
                config.open()?.node.backup_to(&file).map_err(io::Error::other)?;
                say(&format!("All books were written to {}.", file.display()))
            }
            Some(Work::Restore { file }) => {
                let restored = config.open_alone()?.node.restore_from(&file).map_err(io::Error::other)?;
                say(&format!(
                    "{} books were restored; {} erasures and revocations made since were applied again. Devices find out \
                     by themselves and bring what is newer. Invitations and pairing codes are void: make new ones.",
                    restored.books, restored.replayed
                ))?;
                if restored.unreadable > 0 {
                    say(&format!("{} lines of the refusal log could not be read.", restored.unreadable))?;
                }
                Ok(())
            }
        }
    }
}

impl Serve {
    fn configure(&self, config: &mut Config) {
        config.open_to_all = self.open;
        config.quota = Quota { books: self.books, bytes_a_book: self.bytes_a_book };
        config.rates = Rates {
            requests_a_minute: self.requests_a_minute,
            requests_a_minute_address: self.requests_a_minute_address,
            repairs_an_hour: self.repairs_an_hour,
            pairings_a_minute: self.pairings_a_minute,
            ..Rates::default()
        };
        if let (Some(certificate), Some(key)) = (&self.tls_cert, &self.tls_key) {
            config.key = Key::Files { certificate: certificate.clone(), key: key.clone() };
        } else if self.tls {
            config.key = Key::SelfSigned;
        }
    }

    fn start_logging(&self) {
        let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
        let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(colours);
        if self.log_json { log.json().init() } else { log.init() }
    }

    fn run(&self, config: &Config) -> io::Result<()> {
        tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
            let server = Server::start(config)?;
            let url = self.public_url.clone().unwrap_or_else(|| server.url());
            say(&format!("Listening on {url}"))?;
            if let Some(hash) = server.key_hash {
                say(&format!("Key (SHA-256): {}", HEXLOWER.encode(&hash)))?;
            }
            if let Some(invitation) = &server.invitation {
                say("No book yet. Make one with this invitation, which is shown only now:")?;
                say(&format!("  rapport pair new {url} --invitation {invitation}"))?;
            }
            asked_to_stop().await?;
            tracing::info!("shutting down");
            server.shut_down().await
        })
    }
}

async fn asked_to_stop() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Writes a line for a person; a reader that has gone is no fault.
fn say(line: &str) -> io::Result<()> {
    match writeln!(io::stdout(), "{line}") {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => io::stdout().flush(),
    }
}
