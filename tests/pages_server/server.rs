//! A server on loopback that answers as GitHub Pages does: exact names, a slash added to folders, `.html` left away, its own
//! 404 page, nothing outside the base path. And what asks it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use percent::decoded;

/// A running server; it ends with the test.
pub(crate) struct Server {
    address: SocketAddr,
    host: String,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) kind: String,
    /// Where a redirect leads.
    pub(crate) location: String,
    pub(crate) body: Vec<u8>,
}

/// What is served.
struct Share {
    files: BTreeMap<String, Vec<u8>>,
    folders: BTreeSet<String>,
    /// `/digest`, unencoded, or nothing.
    base: String,
}

impl Server {
    /// Serves these files, by path from the output folder, under a base path without a slash at its end.
    pub(crate) fn start(files: BTreeMap<String, Vec<u8>>, host: &str, base: &str) -> Server {
        let folders = files.keys().flat_map(|path| path.match_indices('/').map(|(end, _)| path[..end].to_owned()));
        let folders = folders.chain([String::new()]).collect();
        let share = Arc::new(Share { folders, files, base: decoded(base).unwrap() });
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let share = Arc::clone(&share);
                thread::spawn(move || share.serve(&stream));
            }
        });
        Server { address, host: host.to_owned() }
    }

    /// Asks for a path, percent-encoded, without a fragment.
    pub(crate) fn get(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host).unwrap();
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut heads = BTreeMap::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            heads.insert(name.to_owned(), value.to_owned());
        }
        let mut body = Vec::new();
        reader.read_to_end(&mut body).unwrap();
        let mut head = |name: &str| heads.remove(name).unwrap_or_default();
        Answer { status, kind: head("Content-Type"), location: head("Location"), body }
    }
}

impl Share {
    fn serve(&self, mut stream: &TcpStream) {
        let mut line = String::new();
        let mut reader = BufReader::new(stream);
        if reader.read_line(&mut line).is_err() {
            return;
        }
        let mut rest = String::new();
        while reader.read_line(&mut rest).is_ok_and(|length| length > 2) {
            rest.clear();
        }
        let path = line.split(' ').nth(1).unwrap_or_default();
        let (status, kind, location, body) = self.answer(path);
        let location = if location.is_empty() { location } else { format!("Location: {location}\r\n") };
        let head = format!(
            "HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\n{location}Content-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    }

    fn answer(&self, asked: &str) -> (u16, &'static str, String, &[u8]) {
        // Another site of the same host answers outside the base path; it has no page of ours.
        let path = decoded(asked).and_then(|path| path.strip_prefix(self.base.as_str()).map(str::to_owned));
        let Some(path) = path.filter(|path| path.is_empty() || path.starts_with('/')) else {
            return (404, "text/plain", String::new(), b"another site");
        };
        let path = path.strip_prefix('/').unwrap_or("\0no slash");
        let folder = path.trim_end_matches('/');
        let index = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        if path.is_empty() || path.ends_with('/') {
            if let Some(body) = self.files.get(&index) {
                return (200, kind(&index), String::new(), body);
            }
        } else if let Some(body) = self.files.get(path) {
            return (200, kind(path), String::new(), body);
        } else if let Some(body) = self.files.get(&format!("{path}.html")) {
            return (200, "text/html", String::new(), body);
        } else if path.starts_with('\0') || self.folders.contains(path) {
            return (301, "text/html", format!("{asked}/"), b"");
        }
        let body = self.files.get("404.html").map_or(&b"no page of its own"[..], Vec::as_slice);
        (404, "text/html", String::new(), body)
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "xml" => "application/xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    }
}

/// Percent-encoding, undone.
pub(crate) mod percent {
    /// The text; nothing where the encoding is broken.
    pub(crate) fn decoded(text: &str) -> Option<String> {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            if *first == b'%' {
                let (digits, after) = after.split_at_checked(2)?;
                bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
                rest = after;
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        String::from_utf8(bytes).ok()
    }
}
