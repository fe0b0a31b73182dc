//! The main branch becomes a site.

use crate::forge::{Forge, is_whole};
use crate::runner::{self, Event, Run};

/// What the first publication, and each later one, says and leaves.
#[test]
fn the_main_branch_is_published_and_published_again() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    let run = forge.publish();
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(run.log.contains("this is the first publication"), "{}", run.log);
    let page = "live/2024/03/04/truce-talks-open/index.html";
    assert!(forge.files().read(page).contains("truce talks open"));
    assert!(forge.path("live/manifest.json").exists());

    forge.files().edit(
        "base/content/articles/2024/2024-03-04-truce-talks-open.md",
        "on nothing else",
        "on little else",
    );
    forge.push("A word");
    let run = forge.publish();
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(
        run.log.contains(&format!("What is published now is known from {}manifest.json.", forge.address())),
        "{}",
        run.log
    );
    assert!(forge.files().read(page).contains("on little else"));
    // The last build was remembered, and still the site is what a clean build makes.
    assert!(!run.log.contains("(84 drawn"), "{}", run.log);
    forge.files().run(&["--root", "base", "build", "--output", "clean"]).ends(0);
    assert_eq!(forge.files().files("live"), forge.files().files("clean"));
}

/// What was online and would be gone is seen, though nothing of the last build is at hand.
#[test]
fn a_lost_address_stops_a_publication_and_a_pull_request() {
    if !is_whole() {
        return;
    }
    const ARTICLE: &str = "content/articles/2024/2024-03-09-convoy-reaches-orla-island.md";
    let forge = Forge::new();
    forge.publish();
    std::fs::remove_dir_all(forge.path("cache")).unwrap();
    let renamed = ARTICLE.replace("convoy-reaches", "a-convoy-reaches");
    forge.fork();
    forge.git("fork", &["mv", ARTICLE, &renamed]);
    forge.files().edit("fork/content/events/2024-03-08-orla-island-convoy.md", "source: convoy-", "source: a-convoy-");
    let run = forge.check(&forge.pull(7, "x"));
    assert_eq!(run.failed.as_deref(), Some("Check"), "{}", run.log);
    assert!(run.log.contains("title=address-lost::"), "{}", run.log);

    forge.git("base", &["mv", ARTICLE, &renamed]);
    forge.files().edit("base/content/events/2024-03-08-orla-island-convoy.md", "source: convoy-", "source: a-convoy-");
    forge.push("Another name");
    let run = forge.publish();
    assert_eq!(run.failed.as_deref(), Some("Build the site"), "{}", run.log);
    assert!(run.log.contains("error[address-lost]"), "{}", run.log);
    // Its old address leads on.
    forge.files().edit(
        &format!("base/{renamed}"),
        "tags:",
        "aliases: [/2024/03/09/convoy-reaches-orla-island/]\ntags:",
    );
    forge.push("And the old one");
    let run = forge.publish();
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(forge.path("live/2024/03/09/convoy-reaches-orla-island/index.html").exists());
}

#[test]
fn what_has_errors_is_not_published() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.publish();
    let before = forge.files().files("live");
    forge.files().edit(
        "base/content/articles/2024/2024-03-04-truce-talks-open.md",
        "date: 2024-03-04",
        "date: March 4",
    );
    forge.push("A slip");
    let run = forge.publish();
    assert_eq!(run.failed.as_deref(), Some("Build the site"), "{}", run.log);
    assert_eq!(forge.files().files("live"), before);
}

/// An answer that is no manifest stops a publication, for without it nobody would notice an address that goes.
#[test]
fn what_is_published_is_known_or_nothing_is_published() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    for (status, said) in [
        ("500 Internal Server Error\n", "answers 500"),
        // A host that is down may say so in JSON.
        ("503 Service Unavailable\n{\"error\": 1}", "answers 503"),
        ("200 OK\n<!doctype html>Log in", "is no manifest of digest"),
        ("200 OK\n", "is no manifest of digest"),
    ] {
        forge.files().write("status", status);
        let run = forge.publish();
        assert_eq!(run.failed.as_deref(), Some("Ask what is published now"), "{}", run.log);
        assert!(run.log.contains(said), "{}", run.log);
        assert!(!forge.path("live/index.html").exists());
    }
    // A person says that there is nothing yet.
    let event = [("github.event_name", "workflow_dispatch"), ("inputs.first", "true")];
    let event: Event = event.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let run: Run = runner::run(&forge, "publish", &event);
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(forge.path("live/index.html").exists());
}

#[test]
fn the_address_of_the_sample_is_not_published() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.files().edit("base/site.toml", &forge.address(), "https://example.org/");
    forge.push("Not mine");
    let run = forge.publish();
    assert_eq!(run.failed.as_deref(), Some("Ask what is published now"), "{}", run.log);
    assert!(run.log.contains("base_url in site.toml is still that of the sample"), "{}", run.log);
}
