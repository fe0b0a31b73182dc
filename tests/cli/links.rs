//! `digest links`, against servers on this machine that answer as servers do, and as they should not.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::site::{Output, Site};

/// What a server does with a request: method, path.
type Answer = dyn Fn(&str, &str, &mut TcpStream) + Send + Sync;

/// A server on this machine, and what it was asked.
struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    /// How many requests it had at once, now and at most.
    at_once: Arc<Mutex<(usize, usize)>>,
}

impl Server {
    fn new(answer: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, at_once) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new((0, 0))));
        let server = Server { address, asked: Arc::clone(&asked), at_once: Arc::clone(&at_once) };
        let answer: Arc<Answer> = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, asked, at_once) = (Arc::clone(&answer), Arc::clone(&asked), Arc::clone(&at_once));
                std::thread::spawn(move || serve(stream.unwrap(), &*answer, &asked, &at_once));
            }
        });
        server
    }

    /// A server that gives these answers by path, whole, to every method.
    fn of(answers: &[(&str, &str)]) -> Server {
        let answers: BTreeMap<String, String> =
            answers.iter().map(|(path, answer)| ((*path).to_owned(), (*answer).to_owned())).collect();
        Server::new(move |_, path, stream| {
            let answer =
                answers.get(path).map_or("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", String::as_str);
            let _ = stream.write_all(answer.as_bytes());
        })
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(mut stream: TcpStream, answer: &Answer, asked: &Mutex<Vec<String>>, at_once: &Mutex<(usize, usize)>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let Some(Ok(first)) = lines.next() else { return };
    let rest: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let agent = rest.iter().find(|line| line.to_lowercase().starts_with("user-agent: conflict-digest/"));
    assert!(agent.is_some(), "{rest:?}");
    let mut words = first.split(' ');
    let (method, path) = (words.next().unwrap().to_owned(), words.next().unwrap().to_owned());
    asked.lock().unwrap().push(format!("{method} {path}"));
    let count = |by: isize| {
        let mut at_once = at_once.lock().unwrap();
        at_once.0 = at_once.0.checked_add_signed(by).unwrap();
        at_once.1 = at_once.1.max(at_once.0);
    };
    // Long enough for a second request to come, and over before the first is answered.
    count(1);
    std::thread::sleep(Duration::from_millis(5));
    count(-1);
    answer(&method, &path, &mut stream);
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

fn status(line: &str) -> String {
    format!("HTTP/1.1 {line}\r\nContent-Length: 0\r\n\r\n")
}

fn redirect(status: u16, to: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
}

/// A site whose articles, one a day, cite these addresses.
fn site(originals: &[&str]) -> Site {
    let site = Site::empty();
    site.write("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n");
    for (number, original) in originals.iter().enumerate() {
        article(&site, number, original, "");
    }
    site
}

fn article(site: &Site, number: usize, original: &str, more: &str) {
    let day = number + 1;
    site.write(
        &format!("content/articles/2024/2024-03-{day:02}-a{number}.md"),
        format!("---\ntitle: Number {number}\nauthor: A\ndate: 2024-03-{day:02}\noriginal_url: \"{original}\"\ntags: [t]\n{more}---\nText.\n"),
    );
}

fn links(site: &Site, servers: &[(&str, String)], args: &[&str]) -> Output {
    let known: Vec<String> = servers.iter().map(|(host, place)| format!("--resolve={host}={place}")).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let pause: &[&str] = if args.contains(&"--pause") { &[] } else { &["--pause=0"] };
    site.run(&[&["links"], pause, known.as_slice(), args].concat())
}

/// Every address with its class, reason and new address.
fn told(output: &Output) -> BTreeMap<String, String> {
    let line = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let status = value["status"].as_u64().map_or(String::new(), |status| format!(" ({status})"));
        let to = value["to"].as_str().map_or(String::new(), |to| format!(" -> {to}"));
        (text("url"), format!("{}: {}{status}{to}", text("class"), text("why")))
    };
    output.stdout.lines().map(line).collect()
}

/// Paths of a server, each with what is said of it.
const EXPECTED: [(&str, &str); 23] = [
    ("/ok", "ok: it answers (200)"),
    ("/partial", "ok: it answers (206)"),
    ("/moved", "moved: it is at another address (200) -> http://a.example/new"),
    ("/moved-twice", "moved: it is at another address (200) -> http://a.example/new"),
    ("/for-now", "ok: it answers (200)"),
    ("/mixed", "moved: it is at another address (200) -> http://a.example/for-now"),
    ("/slash", "ok: it answers (200)"),
    ("/home", "gone: it leads to a home page now (200)"),
    ("/wall", "blocked: it leads to a home page for the time being (200)"),
    ("/moved-gone", "gone: it is not there (404)"),
    ("/login", "blocked: it asks for a login (401)"),
    ("/pay", "blocked: it asks for payment (402)"),
    ("/forbidden", "blocked: it is forbidden to us (403)"),
    ("/often", "blocked: it was asked too often (429)"),
    ("/law", "blocked: it is withheld for legal reasons (451)"),
    ("/person", "blocked: it asks whether a person is reading (503)"),
    ("/marked", "blocked: it asks whether a person is reading (403)"),
    ("/missing", "gone: it is not there (404)"),
    ("/removed", "gone: it was removed (410)"),
    ("/failed", "unreachable: its host has failed (500)"),
    ("/busy", "unreachable: its host has failed (503)"),
    ("/teapot", "unreachable: its answer says nothing of the page (418)"),
    ("/nowhere", "unreachable: it redirects to nowhere (302)"),
];

#[test]
fn each_answer_has_its_class() {
    let challenge = "HTTP/1.1 503 X\r\nContent-Length: 31\r\n\r\n<title>Just a moment...</title>";
    let marked = "HTTP/1.1 403 X\r\ncf-mitigated: challenge\r\nContent-Length: 0\r\n\r\n";
    let server = Server::of(&[
        ("/ok", OK),
        ("/partial", &status("206 Partial")),
        ("/moved", &redirect(301, "/new")),
        ("/moved-twice", &redirect(308, "/moved")),
        ("/new", OK),
        ("/for-now", &redirect(302, "/new")),
        ("/mixed", &redirect(301, "/for-now")),
        ("/slash", &redirect(301, "/slash/")),
        ("/slash/", OK),
        ("/home", &redirect(301, "/")),
        ("/wall", &redirect(302, "/")),
        ("/", OK),
        ("/moved-gone", &redirect(301, "/nothing")),
        ("/login", &status("401 X")),
        ("/pay", &status("402 X")),
        ("/forbidden", &status("403 X")),
        ("/often", &status("429 X")),
        ("/law", &status("451 X")),
        ("/person", challenge),
        ("/marked", marked),
        ("/removed", &status("410 X")),
        ("/failed", &status("500 X")),
        ("/busy", &status("503 X")),
        ("/teapot", &status("418 X")),
        ("/nowhere", &status("302 X")),
    ]);
    let originals: Vec<String> = EXPECTED.iter().map(|(path, _)| format!("http://a.example{path}")).collect();
    let site = site(&originals.iter().map(String::as_str).collect::<Vec<_>>());
    article(&site, 28, "http://no.example/x", "");
    article(&site, 29, "http://later.example/x", "");
    let hosts = [
        ("a.example", server.address.to_string()),
        ("no.example", "nowhere".to_owned()),
        ("later.example", "later".to_owned()),
    ];
    let output = links(&site, &hosts, &["--format", "json"]).ends(0);
    let mut wanted: BTreeMap<String, String> =
        EXPECTED.iter().map(|(path, told)| (format!("http://a.example{path}"), (*told).to_owned())).collect();
    wanted.insert("http://no.example/x".to_owned(), "gone: there is no such host".to_owned());
    wanted
        .insert("http://later.example/x".to_owned(), "unreachable: the host's name could not be looked up".to_owned());
    assert_eq!(told(&output), wanted);
    // Never two at once, and the order of the list does not hang on who answered first.
    assert_eq!(server.at_once.lock().unwrap().1, 1);
    assert_eq!(links(&site, &hosts, &["--format", "json"]).stdout, output.stdout);
    assert_eq!(output.stderr, "Asked 25 addresses: 4 ok, 5 unreachable, 8 blocked, 3 moved, 5 gone.\n");
}

#[test]
fn what_head_does_not_settle_is_asked_with_get() {
    let server = Server::new(|method, path, stream| {
        let answer = match (method, path) {
            ("HEAD", "/405") => status("405 X"),
            ("HEAD", "/404") => status("404 X"),
            ("HEAD", "/closed") => String::new(),
            _ => OK.to_owned(),
        };
        let _ = stream.write_all(answer.as_bytes());
    });
    let site =
        site(&["http://a.example/405", "http://a.example/404", "http://a.example/closed", "http://a.example/fine"]);
    let output = links(&site, &[("a.example", server.address.to_string())], &["--format", "json"]).ends(0);
    assert!(told(&output).values().all(|told| told == "ok: it answers (200)"), "{output:?}");
    assert!(!server.asked().contains(&"GET /fine".to_owned()), "{:?}", server.asked());
}

#[test]
fn a_failure_is_asked_once_more_and_no_oftener() {
    let server = Server::of(&[("/busy", &status("503 X"))]);
    let site = site(&["http://a.example/busy"]);
    links(&site, &[("a.example", server.address.to_string())], &[]).ends(0);
    assert_eq!(server.asked(), ["HEAD /busy", "GET /busy"]);
}

#[test]
fn redirects_end() {
    let server = Server::new(|_, path, stream| {
        let answer = match path.trim_start_matches('/') {
            "circle" => redirect(301, "/back"),
            "back" => redirect(302, "/circle"),
            "self" => redirect(301, "/self"),
            "odd" => redirect(301, "javascript:alert(1)"),
            "file" => redirect(301, "file:///etc/passwd"),
            "login" => redirect(301, "http://user:secret@a.example/"),
            number => redirect(301, &format!("/{}", number.parse::<u64>().unwrap_or_default() + 1)),
        };
        let _ = stream.write_all(answer.as_bytes());
    });
    let paths = ["circle", "self", "1", "odd", "file", "login"].map(|path| format!("http://a.example/{path}"));
    let site = site(&paths.iter().map(String::as_str).collect::<Vec<_>>());
    let output = links(&site, &[("a.example", server.address.to_string())], &["--format", "json"]).ends(0);
    let told = told(&output);
    let of = |path: &str| told[&format!("http://a.example/{path}")].as_str();
    assert_eq!(of("circle"), "unreachable: it redirects in a circle (302)");
    assert_eq!(of("self"), "unreachable: it redirects in a circle (301)");
    assert_eq!(of("1"), "unreachable: it redirects without an end (301)");
    for path in ["odd", "file", "login"] {
        assert_eq!(of(path), "unreachable: it redirects to what is no address of a page (301)");
    }
    assert!(server.asked().len() < 60, "{:?}", server.asked());
}

/// Content is hostile: it must not make a runner ask the machines beside it.
#[test]
fn private_machines_are_not_asked() {
    let inside = Server::of(&[("/x", OK)]);
    let port = inside.address.port();
    let to = format!("http://127.0.0.1:{port}/x");
    let outside =
        Server::of(&[("/inside", &redirect(302, &to)), ("/metadata", &redirect(301, "http://169.254.169.254/latest"))]);
    let site = site(&[
        &to,
        &format!("http://[::ffff:127.0.0.1]:{port}/x"),
        &format!("http://2130706433:{port}/x"),
        &format!("http://0.0.0.0:{port}/x"),
        "http://10.0.0.1/x",
        "http://a.example/inside",
        "http://a.example/metadata",
    ]);
    let output = links(&site, &[("a.example", outside.address.to_string())], &["--format", "json"]).ends(0);
    assert!(!told(&output).is_empty());
    for (url, told) in told(&output) {
        assert_eq!(told, "refused: it leads into a private network, and was not asked", "{url}");
    }
    assert_eq!(inside.asked(), [""; 0]);
}

/// A server that is slow, endless, or speaks nonsense, by the path.
fn strange() -> Server {
    Server::new(|method, path, stream| {
        let mut send = |text: &[u8]| stream.write_all(text).is_ok();
        match path {
            "/silent" => std::thread::sleep(Duration::from_secs(8)),
            "/drip" => {
                let _ = send(b"HTTP/1.1 200 OK\r\n");
                for _ in 0..80 {
                    std::thread::sleep(Duration::from_millis(100));
                    if !send(b"X-A: b\r\n") {
                        return;
                    }
                }
            }
            // HEAD is refused, so that the body is asked for, and there is no end to it.
            "/huge" | "/binary" if method == "HEAD" => assert!(send(status("405 X").as_bytes())),
            "/huge" => {
                let _ = send(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n");
                while send(&[b'x'; 65_536]) {}
            }
            "/binary" => assert!(send(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n\0\x1b\xff\xfe\0\x9b")),
            "/heads" => {
                let _ = send(b"HTTP/1.1 200 OK\r\n");
                while send(&[b"X-A: ".as_slice(), &[b'x'; 65_536], b"\r\n"].concat()) {}
            }
            "/nonsense" => assert!(send(b"\x00\xffSSH-2.0-x\r\n\r\n")),
            "/closed" => {}
            "/control" => assert!(send(b"HTTP/1.1 301 X\r\nLocation: /\x1b[2J\x07x\r\nContent-Length: 0\r\n\r\n")),
            "/newline" => assert!(send(b"HTTP/1.1 301 X\r\nLocation: /%0a::error::x%1b\r\nContent-Length: 0\r\n\r\n")),
            "/raw" => assert!(send(b"HTTP/1.1 301 X\r\nLocation: /\xff\xfe\r\nContent-Length: 0\r\n\r\n")),
            "/utf" => assert!(send(
                "HTTP/1.1 301 X\r\nLocation: http://bücher.example/ü\u{202e}x\r\nContent-Length: 0\r\n\r\n".as_bytes()
            )),
            _ => assert!(send(OK.as_bytes())),
        }
        let _ = stream.flush();
        let _ = stream.take(1).read(&mut [0]);
    })
}

#[test]
fn hosts_that_are_slow_or_endless_or_speak_nonsense_end_nothing() {
    let server = strange();
    let paths = ["silent", "drip", "huge", "binary", "heads", "nonsense", "closed", "control", "newline", "raw", "utf"];
    // A host each, so that they are asked beside each other.
    let urls: Vec<String> = paths.iter().map(|path| format!("http://{path}.example/{path}")).collect();
    let site = site(&urls.iter().map(String::as_str).collect::<Vec<_>>());
    let mut hosts: Vec<String> = paths.iter().map(|path| format!("{path}.example")).collect();
    hosts.push("xn--bcher-kva.example".to_owned());
    let hosts: Vec<(&str, String)> = hosts.iter().map(|host| (host.as_str(), server.address.to_string())).collect();
    let output = links(&site, &hosts, &["--format", "json", "--timeout", "3"]).ends(0);
    let told = told(&output);
    let of = |path: &str| told[&format!("http://{path}.example/{path}")].as_str();
    for (path, class) in [
        ("silent", "unreachable: no answer in time"),
        ("drip", "unreachable: no answer in time"),
        ("huge", "ok: it answers (200)"),
        ("binary", "ok: it answers (200)"),
        ("heads", "unreachable: its answer is not HTTP"),
        ("nonsense", "unreachable: its answer is not HTTP"),
        ("control", "unreachable: its answer is not HTTP"),
        ("raw", "unreachable: it redirects to nowhere (301)"),
    ] {
        assert_eq!(of(path), class, "{path}");
    }
    assert!(of("closed").starts_with("unreachable: "), "{}", of("closed"));
    // What a host writes is shown as what it is, whatever becomes of it.
    for format in ["human", "json", "markdown"] {
        let output = links(&site, &hosts, &["--format", format, "--timeout", "3", "--only", "newline.example"]).ends(0);
        assert!(!output.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{}", output.stdout);
        assert!(!output.stdout.lines().any(|line| line.trim_start().starts_with("::")), "{}", output.stdout);
    }
}

#[test]
fn names_in_any_script_are_asked_by_their_ascii() {
    let server = Server::of(&[("/%D9%85", OK)]);
    let site = site(&["http://bücher.example/م"]);
    let hosts = [("xn--bcher-kva.example", server.address.to_string())];
    let output = links(&site, &hosts, &["--only", "bücher.example"]).ends(0);
    assert_eq!(output.stdout, "ok          http://bücher.example/م\n");
    assert_eq!(server.asked(), ["HEAD /%D9%85"]);
}

/// A pause is a promise and no measure of speed: it cannot be too long on a slow machine.
#[test]
fn a_pause_is_kept_between_requests_to_one_host() {
    let server = Server::of(&[("/1", OK), ("/2", OK), ("/3", OK)]);
    let site = site(&["http://a.example/1", "http://a.example/2", "http://www.a.example/3"]);
    let start = Instant::now();
    let place = server.address.to_string();
    links(&site, &[("a.example", place.clone()), ("www.a.example", place)], &["--pause", "0.4"]).ends(0);
    assert!(start.elapsed() >= Duration::from_millis(800), "{:?}", start.elapsed());
    assert_eq!(server.asked().len(), 3);
}

#[test]
fn all_that_an_article_cites_is_asked_once() {
    let server = Server::of(&[("/1", OK), ("/copy", &status("404 X")), ("/more", OK)]);
    let site = site(&["http://a.example/1"]);
    let more = "archived: http://a.example/copy\nsources: [{url: \"http://a.example/more\", title: M}, {url: \"http://a.example/1#part\", title: M}]\n";
    article(&site, 1, "http://a.example/2", more);
    article(&site, 2, "http://a.example/secret", "withdrawn: {date: 2024-03-30, reason: It was invented.}\n");
    article(&site, 3, "http://a.example/draft", "draft: true\n");
    let output = links(&site, &[("a.example", server.address.to_string())], &[]).ends(0);
    let asked = server.asked();
    assert_eq!(asked.iter().filter(|asked| *asked == "HEAD /1").count(), 1, "{asked:?}");
    assert!(!asked.iter().any(|asked| asked.contains("secret") || asked.contains("draft")), "{asked:?}");
    let cites = "content/articles/2024/2024-03-02-a1.md";
    assert_eq!(
        output.stdout,
        format!(
            "ok          http://a.example/more\nok          http://a.example/1\n\
             gone        http://a.example/copy\n            it is not there (404)\n            {cites}: archived\n\
             gone        http://a.example/2\n            it is not there (404)\n            {cites}: original_url\n"
        )
    );
    output.says("Asked 4 addresses: 2 ok, 2 gone.");
    let output = links(&site, &[("a.example", server.address.to_string())], &["--limit", "1"]).ends(0);
    output.says("Asked 1 address: 1 ok.");
}

#[test]
fn copies_are_looked_for_and_never_written() {
    let server = Server::of(&[("/1", OK)]);
    let archive = Server::new(|_, path, stream| {
        let body = if path.contains("%2F2&") {
            assert!(path.ends_with("timestamp=20240302"), "{path}");
            r#"{"archived_snapshots":{"closest":{"status":"200","available":true,"url":"http://web.archive.org/web/20240303010203/http://a.example/2","timestamp":"20240303010203"}}}"#
        } else if path.contains("%2F3&") {
            r#"{"archived_snapshots":{"closest":{"status":"200","available":true,"url":"javascript:alert(1)","timestamp":"20240303010203"}}}"#
        } else if path.contains("%2F4&") {
            "<html>"
        } else {
            r#"{"archived_snapshots":{}}"#
        };
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    });
    let site = site(&["http://a.example/1", "http://a.example/2", "http://a.example/3", "http://a.example/4"]);
    article(&site, 4, "http://a.example/5", "archived: http://a.example/1\noriginal_state: gone\n");
    let before = site.files("");
    let hosts = [("a.example", server.address.to_string()), ("wayback.example", archive.address.to_string())];
    let args = ["--archive", "--wayback", "http://wayback.example/wayback/available"];
    let output = links(&site, &hosts, &args).ends(0);
    let line = "            archived: [{url: \"https://web.archive.org/web/20240303010203/http://a.example/2\", date: 2024-03-03}]\n";
    assert_eq!(output.stdout.matches("archived: [{").count(), 1, "{}", output.stdout);
    assert!(output.stdout.contains(line), "{}", output.stdout);
    assert_eq!(output.stdout.matches("the Wayback Machine has no copy").count(), 2, "{}", output.stdout);
    assert!(output.stdout.contains("the Wayback Machine did not say: its answer was not JSON\n"), "{}", output.stdout);
    assert!(output.stdout.contains("it is not there (404); marked so already\n"), "{}", output.stdout);
    assert_eq!(archive.asked().len(), 4, "{:?}", archive.asked());
    assert!(site.files("") == before, "something was written");
    // What was printed can be pasted, and is then no longer missing.
    site.edit("content/articles/2024/2024-03-02-a1.md", "tags:", &format!("{}\ntags:", line.trim()));
    site.run(&["check"]).ends(0);
    assert!(!links(&site, &[hosts[0].clone()], &[]).ends(0).stdout.contains("archived: [{"));
}

#[test]
fn an_issue_holds_no_link_and_leaves_out_what_is_marked() {
    let server = Server::of(&[("/moved", &redirect(301, "/@octocat/x#12")), ("/@octocat/x", OK), ("/ok", OK)]);
    let site = site(&["http://a.example/moved", "http://a.example/@octocat", "http://a.example/ok"]);
    article(&site, 3, "http://a.example/told", "original_state: gone\n");
    let output = links(&site, &[("a.example", server.address.to_string())], &["--format", "markdown"]).ends(0);
    let text = &output.stdout;
    crate::report::is_tame(text, "digest links");
    assert!(
        text.starts_with("<!-- digest links -->\n### digest links\n\n- 1 ok, 1 moved, 2 gone (1 marked so already)\n"),
        "{text}"
    );
    assert_eq!(text.matches("<tr><td>").count(), 2, "{text}");
    assert!(!text.contains("told"), "{text}");
}

#[test]
fn without_a_network_nothing_is_said() {
    let site = site(&["http://a.example/1", "http://b.example/1", "http://c.example/1"]);
    let hosts = [("a.example", "nowhere"), ("b.example", "nowhere"), ("c.example", "later")]
        .map(|(host, place)| (host, place.to_owned()));
    let output = links(&site, &hosts, &[]).ends(2);
    assert_eq!(output.stdout, "");
    output.says("none of 3 hosts has answered: is there a network?");
    site.run(&["links", "--pause", "-1"]).ends(2);
    site.run(&["links", "--timeout", "nan"]).ends(2).says("a number of seconds");
}

/// Only the one command uses the network.
#[test]
fn no_other_command_asks() {
    let server = Server::of(&[("/1", OK)]);
    let site = site(&[&format!("http://127.0.0.1:{}/1", server.address.port())]);
    for args in [["build"].as_slice(), &["check"], &["links"]] {
        site.run(args);
    }
    assert_eq!(server.asked(), [""; 0]);
}
