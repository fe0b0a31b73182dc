//! `digest serve`: the pages of `build` from memory, built anew and shown anew on every change. It writes nothing.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::thread;

use anyhow::{Context as _, Result, bail};
use tokio::sync::watch::Sender;

use crate::cli::Status;
use crate::cli::fault::STACK;
use crate::cli::serve::editor::{Editor, Program};
use crate::cli::serve::host::Names;
use crate::cli::serve::live::Moments;
use crate::cli::serve::rounds::{Asked, Rounds, fault, without_watch};
use crate::cli::serve::shown::Shown;
use crate::cli::serve::watch::Watch;
use crate::cli::serve::web::Web;
use crate::cli::site::Site;
use crate::cli::terminal::Terminal;
use crate::config::Base;
use crate::gate::preview;

mod answer;
mod editor;
mod host;
mod live;
mod overlay;
mod rounds;
mod said;
mod seen;
mod session;
mod shown;
mod tray;
mod watch;
mod web;

/// So many ports are tried, from the one that was asked for.
const PORTS: u16 = 100;

/// Connections that are open at once, at most: each is a file to the system, and the build needs some.
const CONNECTIONS: u64 = 2_000;

/// What `digest serve` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address to listen at; any but a loopback address shows the site to others
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// The port to listen at; when it is taken, the next free one
    #[arg(long, value_name = "PORT", default_value_t = 1111)]
    port: u16,
    /// Where the site will be served, instead of site.toml's base_url
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Show on each page which file it is of, with a link that opens it in an editor
    #[arg(long, value_enum, value_name = "EDITOR", num_args = 0..=1, require_equals = true, default_missing_value = "vscode")]
    edit_links: Option<Program>,
}

/// Serves until it is asked to end.
pub(super) fn run(terminal: &Terminal, root: Option<&Path>, args: &Args) -> Result<Status> {
    let site = Site::open(root)?;
    let root = site.root.canonicalize().with_context(|| format!("cannot find {}", site.root.display()))?;
    let asked_base =
        args.base_url.as_deref().map(|url| Base::parse(url).map_err(|why| anyhow::anyhow!("--base-url {url}: {why}")));
    let asked_base = asked_base.transpose()?;
    let listener = listen(terminal, &args.host, args.port)?;
    let at = listener.local_addr().context("cannot say where the server listens")?;
    if !at.ip().is_loopback() {
        terminal.say("Everyone who reaches this machine can read what is served here, drafts and all.");
    }
    let editor = args.edit_links.map(|program| Editor::new(program, &root));
    let (moments, shown) = tokio::sync::watch::channel(None);
    let (end, ended) = mpsc::channel();
    web(shown.clone(), listener, names(&args.host, asked_base.as_ref()), editor.clone(), end.clone())?;
    let asked = Asked { terminal: *terminal, root, base_url: args.base_url.clone(), drafts: args.drafts, editor };
    let (terminal, open) = (*terminal, args.open);
    let work = move || {
        let rounds = AssertUnwindSafe(|| rounds(asked, moments, || ready(&terminal, at, &shown, open)));
        if let Err(panic) = catch_unwind(rounds) {
            let _ = end.send(Err(fault(panic.as_ref())));
        }
    };
    // Nested text is read by recursion, here as in every other command.
    thread::Builder::new().stack_size(STACK).spawn(work).context("cannot start to build")?;
    match ended.recv() {
        Ok(Ok(())) | Err(_) => Ok(Status::Clean),
        Ok(Err(error)) => Err(error),
    }
}

/// Builds, and builds again on every change, for as long as the program runs.
fn rounds(asked: Asked, moments: Sender<Option<Arc<Shown>>>, ready: impl FnOnce()) {
    // The watch begins before the first look, so that nothing happens in between.
    let (watch, why) = Watch::over(&asked.root);
    if let Some(why) = why {
        without_watch(&asked.terminal, &why);
    }
    Rounds::new(asked, moments).run(watch, ready);
}

/// Says where the site is, once there is something to see.
fn ready(terminal: &Terminal, at: SocketAddr, shown: &Moments, is_opened: bool) {
    let base = shown.borrow().as_ref().map(|shown| shown.base.clone()).unwrap_or_default();
    let mut near = at;
    if at.ip().is_unspecified() {
        // Every address of this machine; this is the one to try here.
        near.set_ip(if at.is_ipv4() { IpAddr::from([127, 0, 0, 1]) } else { IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]) });
    }
    let url = preview::address(&near.to_string(), &(base + "/"));
    terminal.say(&format!("The site is at {url} (Ctrl-C ends the preview)."));
    if is_opened {
        let terminal = *terminal;
        // The program that opens it may take its time, and belongs to somebody until it ends.
        let _ = thread::Builder::new().spawn(move || {
            if let Err(why) = open(&url) {
                terminal.say(&format!("The browser could not be opened: {why}."));
            }
        });
    }
}

/// Asks the system to open an address in the browser.
fn open(url: &str) -> Result<()> {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().with_context(|| format!("cannot start {program}"))?;
    // Explorer ends with 1 when all went well.
    if !status.success() && !cfg!(windows) {
        bail!("{program} ended with {status}");
    }
    Ok(())
}

/// Listens at the port, or at the next one that is free.
fn listen(terminal: &Terminal, host: &str, port: u16) -> Result<TcpListener> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS - 1) };
    for tried in port..=last {
        match TcpListener::bind((bare, tried)) {
            Ok(listener) => {
                if tried != port {
                    terminal.say(&format!("Port {port} is taken; this is port {tried}."));
                }
                return Ok(listener);
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen at {bare}, port {tried}")),
        }
    }
    bail!("the ports {port} to {last} are all taken; `--port` names another")
}

/// The names that were given on the command line, which are this machine's.
fn names(host: &str, base: Option<&Base>) -> Names {
    let of_base = base.and_then(|base| url::Url::parse(&base.origin).ok());
    let of_base = of_base.and_then(|url| url.host_str().map(str::to_owned));
    Names(std::iter::once(host.to_owned()).chain(of_base).collect())
}

/// Starts the server, in a thread of its own: no request waits for a build, and no build for a request.
fn web(
    moments: Moments,
    listener: TcpListener,
    names: Names,
    editor: Option<Editor>,
    end: mpsc::Sender<Result<()>>,
) -> Result<()> {
    let web = Web { moments, run: unguessable(), nonce: unguessable(), names, editor };
    let most = connections();
    let work = move || {
        let done = web::serve(web, listener, most);
        // Nobody listens when the program ends anyway.
        let _ = end.send(done);
    };
    thread::Builder::new().spawn(work).context("cannot start the server")?;
    Ok(())
}

/// A word that no page can know before: the standard library takes the keys of its hashers from the system.
fn unguessable() -> String {
    use std::hash::{BuildHasher as _, Hasher as _, RandomState};
    let mut word = String::new();
    for _ in 0..2 {
        let _ = write!(word, "{:016x}", RandomState::new().build_hasher().finish());
    }
    word
}

/// How many connections may be open: as many as the system lets this process, but for a good part that a build needs.
#[cfg(unix)]
fn connections() -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    // Up to where the system allows without asking; a refusal leaves what was there.
    let wanted = limit.maximum.map_or(CONNECTIONS * 2, |most| most.min(CONNECTIONS * 2));
    if limit.current.is_some_and(|now| now < wanted) {
        limit.current = Some(wanted);
        let _ = setrlimit(Resource::Nofile, limit);
    }
    let now = getrlimit(Resource::Nofile).current.unwrap_or(CONNECTIONS * 2);
    usize::try_from((now / 2).min(CONNECTIONS)).unwrap_or(100)
}

/// How many connections may be open.
#[cfg(not(unix))]
fn connections() -> usize {
    usize::try_from(CONNECTIONS).unwrap_or(100)
}
