//! Once a week: one issue about originals that do not answer.

use crate::forge::{Forge, is_whole};
use crate::runner::{self, Event, Run};

fn links(forge: &Forge) -> Run {
    runner::run(forge, "links", &Event::from([("github.event_name".to_owned(), "schedule".to_owned())]))
}

/// A program that was asked for links, and says this as `digest links` does; it ends with 0 whatever became of them.
fn says(text: &str, status: u8) -> String {
    format!(
        "#!/bin/sh\n[ \"$*\" = 'links --help' ] && exit 0\n[ \"$*\" = 'links --format markdown' ] || exit 2\n\
         cat <<'END'\n<!-- digest links -->\n### digest links\n\n{text}\nEND\nexit {status}\n"
    )
}

/// The program itself, and hosts of the sample that answer: what it says, and with which status, is what the step reads.
#[test]
fn the_program_itself_opens_the_issue_and_closes_it() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    for path in forge.files().tree("base/content/articles") {
        forge.files().edit(&format!("base/content/articles/{path}"), "original_url: https:", "original_url: http:");
    }
    forge.push("Hosts of this machine");
    let (program, at) = (forge.program(), forge.address().replace("http://", "").replace("/digest/", ""));
    let known = ["example.org", "example.net", "example.com"].map(|host| format!("--resolve={host}={at}")).join(" ");
    forge.stand_in(&format!(
        "#!/bin/sh\ncase $* in\nlinks\\ --format*) exec {0} \"$@\" --pause=0 {known} ;;\n*) exec {0} \"$@\" ;;\nesac\n",
        program.display()
    ));
    let run = links(&forge);
    assert_eq!(run.failed, None, "{}", run.log);
    let issues = forge.list("issues");
    assert_eq!(issues.len(), 1, "{}", run.log);
    let body = issues[0]["body"].as_str().unwrap();
    assert!(body.starts_with("<!-- digest links -->\n### digest links\n\n- 3 gone\n"), "{body}");
    assert_eq!(body.matches("it is not there (404)").count(), 3, "{body}");
    assert_eq!(body.matches("<!-- digest links -->").count(), 1, "{body}");

    forge.files().write("status", "200 OK\n");
    let run = links(&forge);
    assert_eq!((run.failed, forge.list("issues")[0]["state"].as_str()), (None, Some("closed")), "{}", run.log);
    let run = links(&forge);
    assert!(run.log.contains("Every original answers.") && forge.list("issues").len() == 1, "{}", run.log);
}

#[test]
fn one_issue_is_opened_written_anew_and_closed() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.stand_in(&says("- 3 ok", 0));
    let run = links(&forge);
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(run.log.contains("Every original answers.") && forge.list("issues").is_empty(), "{}", run.log);

    forge.stand_in(&says("#### Gone\n\n<table>\n", 0));
    let run = links(&forge);
    assert_eq!(run.failed, None, "{}", run.log);
    let issues = forge.list("issues");
    assert_eq!((issues.len(), issues[0]["title"].as_str()), (1, Some("Originals that do not answer")));
    let body = issues[0]["body"].as_str().unwrap();
    assert!(
        body.ends_with("(https://github.com/orla/digest/actions/runs/77). It is written anew every week.\n"),
        "{body}"
    );

    forge.stand_in(&says("#### Gone\n\nexample.org/b", 0));
    links(&forge);
    let issues = forge.list("issues");
    assert!(issues.len() == 1 && issues[0]["body"].as_str().unwrap().contains("example.org/b"), "{issues:?}");

    forge.stand_in(&says("- 3 ok", 0));
    links(&forge);
    assert_eq!(forge.list("issues")[0]["state"], "closed");
    // An issue of somebody else that looks like ours is left alone, and a long list fits.
    let theirs = r#"[{"number": 1, "state": "open", "user": {"login": "stranger"}, "body": "<!-- digest links -->"}]"#;
    forge.files().write("issues.json", theirs);
    forge.stand_in(&says(&format!("#### Gone\n{}", "long-address-of-an-article\n".repeat(3000)), 0));
    let run = links(&forge);
    assert_eq!(run.failed, None, "{}", run.log);
    let issues = forge.list("issues");
    assert!(issues.len() == 2 && issues[0]["body"] == "<!-- digest links -->", "{issues:?}");
    assert!(issues[1]["body"].as_str().unwrap().contains("is longer than GitHub allows here"), "{issues:?}");
    // What the program could not do at all is a failed run, and no news.
    forge.stand_in(&says("", 2));
    assert_eq!(links(&forge).failed.as_deref(), Some("Ask the originals"));
}
