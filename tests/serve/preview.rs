//! The harness: a preview that runs while the value lives, requests to it, and the events that a browser would get.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::site::Site;

/// How long anything may take before the test is lost. It asserts no speed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A preview that runs.
pub(crate) struct Preview {
    child: Child,
    /// Threads that ask share the preview.
    lines: Mutex<Receiver<String>>,
    /// What it said so far.
    pub(crate) said: Vec<String>,
    /// `127.0.0.1:1111`
    pub(crate) at: String,
    /// `/digest/`
    pub(crate) home: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Preview {
    /// Serves the site at a free port.
    pub(crate) fn of(site: &Site, args: &[&str]) -> Preview {
        Preview::at(site, &[&["--port", "0"], args].concat())
    }

    /// Serves the site with these arguments alone.
    pub(crate) fn at(site: &Site, args: &[&str]) -> Preview {
        Preview::with(site, args, |_| ())
    }

    /// The same, with a change to the command.
    pub(crate) fn with(site: &Site, args: &[&str], change: impl FnOnce(&mut Command)) -> Preview {
        let mut command = site.command(&[&["serve"], args].concat());
        change(&mut command);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let stream = BufReader::new(child.stderr.take().unwrap());
        thread::spawn(move || {
            for line in stream.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut preview =
            Preview { child, lines: Mutex::new(lines), said: Vec::new(), at: String::new(), home: String::new() };
        let line = preview.says("The site is at http://");
        let url = line.split("http://").nth(1).unwrap().split(' ').next().unwrap();
        let (at, path) = url.split_once('/').unwrap();
        (preview.at, preview.home) = (at.to_owned(), format!("/{path}"));
        preview
    }

    /// Waits until it says a line with this in it.
    #[track_caller]
    pub(crate) fn says(&mut self, text: &str) -> String {
        let end = Instant::now() + PATIENCE;
        while let Ok(line) = self.lines.lock().unwrap().recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.said.push(line.clone());
            if line.contains(text) {
                return line;
            }
        }
        panic!("{text:?} was not said:\n{}", self.said.join("\n"));
    }

    /// Asks for a path as it is, percent-encoded or not.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.at))
    }

    /// What is answered once it is made of these bytes, or at the latest: what words are looked up in comes after the pages.
    pub(crate) fn settled(&self, path: &str, bytes: &[u8]) -> Answer {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            let is_page = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
            if is_page || answer.body == bytes || Instant::now() > end {
                return answer;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The page at a path below the site's own.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let answer = self.get(&format!("{}{path}", self.home));
        assert_eq!(answer.status, 200, "{path}: {}", answer.head);
        String::from_utf8(answer.body).unwrap()
    }

    /// Sends these bytes and reads to the end.
    pub(crate) fn ask(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// A connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.at).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Waits until there is a page at a path and it has this in it.
    #[track_caller]
    pub(crate) fn shows(&self, path: &str, text: &str) {
        self.waits(path, &format!("never had {text:?}"), |answer| answer.status == 200 && answer.has(text));
    }

    /// Waits until there is nothing at a path.
    #[track_caller]
    pub(crate) fn misses(&self, path: &str) {
        self.waits(path, "never went", |answer| answer.status == 404);
    }

    #[track_caller]
    fn waits(&self, path: &str, complaint: &str, is_there: impl Fn(&Answer) -> bool) {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if is_there(&self.get(&format!("{}{path}", self.home))) {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("{path} {complaint}");
    }

    /// A browser that has the page at a path open.
    #[track_caller]
    pub(crate) fn reader(&self, path: &str) -> Reader {
        let page = self.get(&format!("{}{path}", self.home));
        self.reader_of(path, &String::from_utf8(page.body).unwrap())
    }

    /// A browser that has this page open, from a path.
    #[track_caller]
    pub(crate) fn reader_of(&self, path: &str, page: &str) -> Reader {
        Reader::of(self, &format!("{}{path}", self.home), page)
    }

    /// Sends a signal, and gives the status with which the program ends.
    pub(crate) fn ends_by(mut self, signal: &str) -> i32 {
        Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("it runs on after {signal}");
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Whether the body has this in it.
    fn has(&self, text: &str) -> bool {
        String::from_utf8_lossy(&self.body).contains(text)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// What the preview has put into a page: the page without it, and it.
pub(crate) fn parted(page: &str) -> (String, String) {
    let start = page.find("<script src=\"/.digest/live.js\"").unwrap_or_else(|| panic!("no script in {page}"));
    let end = start + page[start..].find("</script>").unwrap() + "</script>".len();
    (format!("{}{}", &page[..start], &page[end..]), page[start..end].to_owned())
}

/// A browser that has a page open.
pub(crate) struct Reader {
    stream: BufReader<TcpStream>,
}

impl Reader {
    fn of(preview: &Preview, path: &str, page: &str) -> Reader {
        let (_, script) = parted(page);
        let token = script.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap();
        let path: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        let mut stream = preview.connect();
        let request = format!("GET /.digest/events?token={token}&path={path} HTTP/1.1\r\nHost: {}\r\n\r\n", preview.at);
        stream.write_all(request.as_bytes()).unwrap();
        let mut reader = Reader { stream: BufReader::new(stream) };
        let (name, _) = reader.event();
        assert_eq!(name, "problems", "what is wrong comes first");
        reader
    }

    /// The next event.
    #[track_caller]
    pub(crate) fn event(&mut self) -> (String, Value) {
        let (mut name, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            assert!(self.stream.read_line(&mut line).unwrap() > 0, "the stream of events has ended");
            // Sizes of chunks and headers of the answer stand between the lines.
            if let Some(found) = line.strip_prefix("event: ") {
                name = found.trim().to_owned();
            } else if let Some(data) = line.strip_prefix("data:") {
                return (name, serde_json::from_str(data.trim()).unwrap_or(Value::Null));
            }
        }
    }

    /// Waits for the next event, which must be this one.
    #[track_caller]
    pub(crate) fn gets(&mut self, wanted: &str) -> Value {
        let (name, data) = self.event();
        assert_eq!(name, wanted, "{data}");
        data
    }
}
