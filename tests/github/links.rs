//! Once a week: one issue about originals that do not answer.

use crate::forge::{Forge, is_whole};
use crate::runner::{self, Event, Run};

fn links(forge: &Forge) -> Run {
    runner::run(forge, "links", &Event::from([("github.event_name".to_owned(), "schedule".to_owned())]))
}

/// A program that was asked for links, and says this.
fn says(text: &str, status: u8) -> String {
    format!(
        "#!/bin/sh\n[ \"$*\" = 'links --help' ] && exit 0\n[ \"$*\" = links ] || exit 2\ncat <<'END'\n{text}\nEND\nexit {status}\n"
    )
}

#[test]
fn one_issue_is_opened_written_anew_and_closed() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.stand_in(&says("ok 3", 0));
    let run = links(&forge);
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(run.log.contains("Every original answers.") && forge.list("issues").is_empty(), "{}", run.log);

    forge.stand_in(&says("gone  https://example.org/a  @everyone\n````\n[x](http://evil.example)", 1));
    let run = links(&forge);
    assert_eq!(run.failed, None, "{}", run.log);
    let issues = forge.list("issues");
    assert_eq!((issues.len(), issues[0]["title"].as_str()), (1, Some("Originals that do not answer")));
    let body = issues[0]["body"].as_str().unwrap();
    // What others wrote stands in a block that it cannot end.
    let block = "`````\ngone  https://example.org/a  @everyone\n````\n[x](http://evil.example)\n`````\n";
    assert_eq!(body.split_once(block).unwrap().0, "<!-- digest links -->\n", "{body}");
    assert!(
        body.ends_with("(https://github.com/orla/digest/actions/runs/77). It is written anew every week.\n"),
        "{body}"
    );

    forge.stand_in(&says("gone  https://example.org/b", 1));
    links(&forge);
    let issues = forge.list("issues");
    assert!(issues.len() == 1 && issues[0]["body"].as_str().unwrap().contains("example.org/b"), "{issues:?}");

    forge.stand_in(&says("ok 3", 0));
    links(&forge);
    assert_eq!(forge.list("issues")[0]["state"], "closed");
    // An issue of somebody else that looks like ours is left alone, and a long list fits.
    let theirs = r#"[{"number": 1, "state": "open", "user": {"login": "stranger"}, "body": "<!-- digest links -->"}]"#;
    forge.files().write("issues.json", theirs);
    forge.stand_in(&says(&"gone  https://example.org/long-address-of-an-article\n".repeat(3000), 1));
    let run = links(&forge);
    assert_eq!(run.failed, None, "{}", run.log);
    let issues = forge.list("issues");
    assert!(issues.len() == 2 && issues[0]["body"] == "<!-- digest links -->", "{issues:?}");
    // What the program could not do at all is a failed run, and no news.
    forge.stand_in(&says("", 2));
    assert_eq!(links(&forge).failed.as_deref(), Some("Ask the originals"));
}
