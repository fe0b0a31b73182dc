//! Who is let in: ports, names, paths that climb, and the way out.

use std::net::TcpListener;

use crate::preview::{Preview, parted};
use crate::site::Site;

#[test]
fn the_next_free_port_is_taken_and_said() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let preview = Preview::at(&Site::from("small"), &["--port", &port.to_string()]);
    let own: u16 = preview.at.rsplit(':').next().unwrap().parse().unwrap();
    assert!(own > port, "{own}");
    assert!(
        preview.said.iter().any(|line| *line == format!("Port {port} is taken; this is port {own}.")),
        "{:?}",
        preview.said
    );
}

#[test]
fn others_are_let_in_only_when_that_is_asked_for_and_not_without_a_word() {
    let site = Site::from("small");
    let alone = Preview::of(&site, &[]);
    assert!(alone.at.starts_with("127.0.0.1:") && !alone.said.iter().any(|line| line.contains("Everyone")));
    let open = Preview::of(&site, &["--host", "0.0.0.0"]);
    assert!(open.said[0].starts_with("Everyone who reaches this machine"), "{:?}", open.said);
    assert_eq!(open.get("/").status, 200);
}

/// What opens the browser is a program of the system, which may be missing.
#[test]
#[cfg(target_os = "linux")]
fn the_browser_is_opened_when_that_is_asked_for() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::from("whole");
    let programs = Site::empty();
    programs.write("xdg-open", "#!/bin/sh\nprintf %s \"$1\" > \"$(dirname \"$0\")/part\" && mv \"$(dirname \"$0\")/part\" \"$(dirname \"$0\")/opened\"\n");
    std::fs::set_permissions(programs.path("xdg-open"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", programs.path("").display(), std::env::var("PATH").unwrap());
    let preview = Preview::with(&site, &["--port", "0", "--open"], |command| {
        command.env("PATH", &path);
    });
    let end = std::time::Instant::now() + crate::preview::PATIENCE;
    while !programs.path("opened").exists() && std::time::Instant::now() < end {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(programs.read("opened"), format!("http://{}/digest/", preview.at));
    let nothing = Site::empty();
    let mut preview = Preview::with(&site, &["--port", "0", "--open"], |command| {
        command.env("PATH", nothing.path(""));
    });
    preview.says("The browser could not be opened: cannot start xdg-open");
    assert_eq!(preview.get("/digest/").status, 200);
}

/// A page of a stranger may have a name that leads here; it must not get an answer under it.
#[test]
fn only_names_of_this_machine_are_answered() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &["--base-url", "https://preview.example/"]);
    let port = preview.at.rsplit(':').next().unwrap();
    let asked =
        |hosts: &str, path: &str| preview.ask(&format!("GET {path} HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"));
    for path in ["/", "/.digest/live.js", "/.digest/events?path=/&token=x", "/nothing"] {
        for strange in
            ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:80", "user@localhost"]
        {
            let answer = asked(&format!("Host: {strange}\r\n"), path);
            assert_eq!(answer.status, 403, "{strange} {path}");
            assert!(!answer.text().contains('<'), "{strange} {path}");
        }
    }
    for known in ["localhost", "127.0.0.1", "[::1]", "preview.example", "LocalHost"] {
        assert_eq!(asked(&format!("Host: {known}\r\n"), "/").status, 200, "{known}");
        assert_eq!(asked(&format!("Host: {known}:{port}\r\n"), "/").status, 200, "{known}");
    }
    assert_eq!(asked("", "/").status, 400, "no host");
    assert_eq!(asked("Host: localhost\r\nHost: evil.example\r\n", "/").status, 400, "two hosts");
    assert_eq!(asked("Host: localhost\r\n", "http://evil.example/").status, 403, "another host in the address");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = Site::from("small");
    site.write("public/secret.txt", "SECRET-OF-THE-DISK");
    site.write("secret.txt", "SECRET-OF-THE-DISK");
    let preview = Preview::of(&site, &[]);
    let dots = [
        "..",
        "%2e%2e",
        "%2E%2e",
        ".%2e",
        "%2e.",
        "%252e%252e",
        "%25252e%25252e",
        "..%00",
        "..;",
        "%c0%ae%c0%ae",
        "%uff0e%uff0e",
        "..%c0%af",
        "....",
        "%e2%80%a5",
    ];
    let slashes = ["/", "%2f", "%5c", "\\", "//", "%252f", "/./"];
    let targets = [
        "secret.txt",
        "public/secret.txt",
        "site.toml",
        "content/articles/2016/2016-09-12-truce-begins.md",
        "etc/passwd",
    ];
    let mut asked = 0;
    for target in targets {
        let mut paths = vec![
            format!("/{target}"),
            format!("//{target}"),
            format!("/./{target}"),
            format!("/.digest/{target}"),
            format!("/file:///{target}"),
        ];
        for dot in dots {
            for slash in slashes {
                paths.push(format!("/{dot}{slash}{target}"));
                paths.push(format!("/2016{slash}{dot}{slash}{dot}{slash}{target}"));
                paths.push(format!("/.digest/{dot}{slash}{target}"));
            }
        }
        for path in paths {
            let answer = preview.get(&path);
            assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.head);
            let body = String::from_utf8_lossy(&answer.body);
            assert!(!["SECRET", "base_url", "original_url", "root:"].iter().any(|word| body.contains(word)), "{path}");
            asked += 1;
        }
    }
    assert!(asked > 1_000);
}

#[test]
#[cfg(unix)]
fn it_ends_when_it_is_asked_to() {
    let site = Site::from("small");
    for signal in ["-INT", "-TERM"] {
        let preview = Preview::of(&site, &[]);
        // One who listens does not hold it up.
        let _reader = preview.reader("");
        assert_eq!(preview.ends_by(signal), 0, "{signal}");
    }
}

#[test]
fn what_cannot_be_served_is_said_at_once() {
    let site = Site::from("small");
    Site::empty().run(&["serve"]).ends(2).says("there is no site.toml");
    site.run(&["serve", "--base-url", "nowhere"]).ends(2).says("--base-url nowhere");
    site.run(&["serve", "--host", "203.0.113.7"]).ends(2).says("cannot listen at 203.0.113.7, port 1111");
    site.run(&["serve", "--port", "99999"]).ends(2);
}

/// A theme may allow less than the default one; the page that it makes is let alone all the same.
#[test]
fn a_strict_policy_is_loosened_in_the_answer_alone() {
    let site = Site::from("small");
    site.edit("site.toml", "title =", "theme = \"strict\"\ntitle =");
    site.write("themes/strict/theme.toml", "name = \"strict\"\nneeds = \"1\"\nextends = \"default\"\n");
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
    let template = format!(
        "<!doctype html>\n<html lang=\"en\"><head>{policy}<title>x</title></head><body>\n<h1>Home</h1></body></html>\n"
    );
    site.write("themes/strict/templates/home.html", &template);
    let preview = Preview::of(&site, &[]);
    let (_, script) = parted(&preview.page(""));
    let nonce = script.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let loosened = format!(
        "default-src &#39;none&#39;; script-src &#39;nonce-{nonce}&#39;; connect-src http://{}/.digest/",
        preview.at
    );
    assert_eq!(parted(&preview.page("")).0.replace(&loosened, "default-src 'none'"), template);
    assert!(
        preview.page("2016/").contains("script-src &#39;self&#39;")
            && !parted(&preview.page("2016/")).1.contains("nonce")
    );
}
