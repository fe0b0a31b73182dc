//! Many clients, and slow ones: none of them keeps a change from the others.

use std::io::{Read as _, Write as _};
use std::thread;

use crate::preview::Preview;
use crate::site::Site;

const TRUCE: &str = "content/articles/2016/2016-09-12-truce-begins.md";

#[test]
fn a_hundred_readers_at_once() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let readers: Vec<_> = (0..100).map(|_| preview.reader("2016/09/12/truce-begins/")).collect();
    site.edit(TRUCE, "An invented article", "A changed article");
    thread::scope(|scope| {
        for mut reader in readers {
            let preview = &preview;
            scope.spawn(move || {
                reader.gets("reload");
                assert!(preview.page("2016/09/12/truce-begins/").contains("A changed article"));
                assert_eq!(preview.get("/style.css").status, 200);
            });
        }
    });
}

#[test]
fn slow_clients_hold_nothing_up() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let mut slow = Vec::new();
    for number in 0..400 {
        let mut stream = preview.connect();
        match number % 4 {
            // Nothing is said.
            0 => {}
            // Half a request.
            1 => stream.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap(),
            // A request whose answer nobody reads.
            2 => write!(stream, "GET / HTTP/1.1\r\nHost: {}\r\n\r\n", preview.at).unwrap(),
            // Something that is no request at all.
            _ => stream.write_all(b"\x16\x03\x01\x02\x00\x01").unwrap(),
        }
        slow.push(stream);
    }
    let mut reader = preview.reader("2016/09/12/truce-begins/");
    site.edit(TRUCE, "An invented article", "A changed article");
    reader.gets("reload");
    assert!(preview.page("2016/09/12/truce-begins/").contains("A changed article"));
    // The answer was there all the time.
    let mut answer = [0; 12];
    slow[2].read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
}

/// Links inside a site lead to pages that the preview has: a build that is asked for while pages are loaded is whole.
#[test]
fn pages_are_whole_while_they_change() {
    let site = Site::from("small");
    let preview = Preview::of(&site, &[]);
    let text = site.read(TRUCE);
    thread::scope(|scope| {
        let asking = scope.spawn(|| {
            for _ in 0..300 {
                let page = preview.page("2016/09/12/truce-begins/");
                assert!(page.ends_with("</body>\n</html>\n"), "{page}");
            }
        });
        let mut round = 0;
        while !asking.is_finished() {
            site.write(TRUCE, text.replace("An invented", &format!("Number {round} of an invented")));
            round += 1;
        }
    });
}
