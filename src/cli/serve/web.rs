//! The server: requests in, the site's bytes out, with the preview's script in pages. It builds nothing and waits for nobody.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::Semaphore;

use crate::cli::serve::editor::Editor;
use crate::cli::serve::host::Names;
use crate::cli::serve::live::{self, Moments, Reader, token};
use crate::cli::serve::shown::Shown;
use crate::gate::preview::{self, Told};

/// What runs in the browser.
const SCRIPT: &str = include_str!("live.js");

/// How long a client may take to say what it wants, and keep a connection that it does not use.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the server knows.
#[derive(Debug, Clone)]
pub(super) struct Web {
    /// What is shown.
    pub(super) moments: Moments,
    /// This run of the program.
    pub(super) run: String,
    /// What lets the script into a page with a strict policy.
    pub(super) nonce: String,
    /// By which names this machine is called.
    pub(super) names: Names,
    /// Whether pages say of which file they are.
    pub(super) editor: Option<Editor>,
}

/// Serves until the program is asked to end.
///
/// # Errors
/// When the system has no means for it.
pub(super) fn serve(web: Web, listener: TcpListener, most: usize) -> Result<()> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start the server")?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::spawn(accept(listener, router(web), most));
        asked_to_end().await
    })
}

#[cfg(unix)]
async fn asked_to_end() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    futures_util::future::select(std::pin::pin!(interrupted.recv()), std::pin::pin!(terminated.recv())).await;
    Ok(())
}

#[cfg(not(unix))]
async fn asked_to_end() -> Result<()> {
    Ok(tokio::signal::ctrl_c().await?)
}

fn router(web: Web) -> Router {
    let web = Arc::new(web);
    Router::new()
        .route("/.digest/live.js", get(script))
        .route("/.digest/events", get(events))
        .fallback(page)
        .layer(middleware::from_fn_with_state(Arc::clone(&web), guard))
        .with_state(web)
}

/// Takes connections, each with a task of its own, and no more than `most`: the others wait in the system's queue, so that
/// thousands of clients leave files for the build to open.
async fn accept(listener: tokio::net::TcpListener, router: Router, most: usize) {
    let room = Arc::new(Semaphore::new(most));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, or a client that was gone at once: neither lasts.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Events are small and must not wait for more.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut server = http1::Builder::new();
            server.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
            // A client that breaks off is no concern of anybody.
            let _ = server.serve_connection(TokioIo::new(stream), service).await;
            drop(place);
        });
    }
}

/// Refuses what does not name this machine, so that a stranger's page cannot read drafts under a name of its own.
async fn guard(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let mut named = request.headers().get_all(header::HOST).iter();
    let host = named.next().and_then(|host| host.to_str().ok());
    let is_one = named.next().is_none();
    let other = request.uri().authority();
    let Some(host) = host.filter(|_| is_one) else {
        return text(StatusCode::BAD_REQUEST, "A request names its host, once.\n");
    };
    if !web.names.know(host) || other.is_some_and(|other| !web.names.know(other.as_str())) {
        return text(
            StatusCode::FORBIDDEN,
            "This preview answers to localhost and to addresses in numbers; `digest serve --host NAME` adds a name.\n",
        );
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "A preview is only looked at.\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    next.run(request).await
}

async fn script() -> Response {
    let mut response = Response::new(Body::from(SCRIPT));
    headers(response.headers_mut(), "text/javascript; charset=utf-8");
    response
}

async fn events(State(web): State<Arc<Web>>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let given = |name: &str| {
        let found = url::form_urlencoded::parse(query.as_bytes()).find(|(own, _)| own == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let reader = Reader::of(&given("path"), &given("token"), &web.run);
    let mut response = Response::new(live::body(reader, web.moments.clone()));
    headers(response.headers_mut(), "text/event-stream; charset=utf-8");
    response
}

/// A file of the site, or what stands in its place.
async fn page(State(web): State<Arc<Web>>, request: Request) -> Response {
    let mut moments = web.moments.clone();
    // Whoever asks before the first build is done waits for it.
    let shown = match moments.wait_for(Option::is_some).await {
        Ok(shown) => shown.clone(),
        Err(_) => None,
    };
    let Some(shown) = shown else { return text(StatusCode::SERVICE_UNAVAILABLE, "The preview has ended.\n") };
    answered(&web, &shown, &request)
}

fn answered(web: &Web, shown: &Shown, request: &Request) -> Response {
    let found = shown.respond(request.uri().path());
    let is_page = found.kind.starts_with("text/html") && found.location.is_none();
    let bytes = if is_page { with_script(web, shown, request, &found) } else { Body::from(found.bytes.clone()) };
    let mut response = Response::new(bytes);
    *response.status_mut() = StatusCode::from_u16(found.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    headers(response.headers_mut(), found.kind);
    if let Some(location) = &found.location {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        if let Ok(location) = HeaderValue::from_str(&(location.clone() + &query)) {
            response.headers_mut().insert(header::LOCATION, location);
        }
    }
    response
}

/// The page with the script that keeps it up to date.
fn with_script(web: &Web, shown: &Shown, request: &Request, found: &crate::cli::serve::shown::Response<'_>) -> Body {
    let Ok(page) = std::str::from_utf8(&found.bytes) else { return Body::from(found.bytes.clone()) };
    let token = token(&web.run, shown.built, &shown.sum_of(found));
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let origin = preview::address(host, "");
    let source = found.output.and_then(|output| output.source.as_ref());
    let link = source.zip(web.editor.as_ref()).map(|(source, editor)| (source.as_str(), editor.link(source.as_str())));
    let source = link.as_ref().map(|(path, link)| (*path, link.as_str()));
    Body::from(preview::with_script(page, &Told { token: &token, source, nonce: &web.nonce, origin: &origin }))
}

fn text(status: StatusCode, sentence: &'static str) -> Response {
    let mut response = Response::new(Body::from(sentence));
    *response.status_mut() = status;
    headers(response.headers_mut(), "text/plain; charset=utf-8");
    response
}

/// A browser asks again each time, and no other site may show what is served here: drafts are nobody's business yet.
fn headers(headers: &mut HeaderMap, kind: &'static str) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
}
