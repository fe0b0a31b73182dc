//! A pull request of somebody who means well.

use crate::forge::{Forge, is_whole};

const ARTICLE: &str = "content/articles/2024/2024-03-12-ferries-return.md";

/// A good article, in a fork.
pub(crate) fn article(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nauthor: Mara Lind\ndate: 2024-03-12\noriginal_url: https://example.org/2024/03/12/ferries\n\
         tags: [aid]\n---\nThe first ferry came back. Nobody was on it.\n"
    )
}

#[test]
fn an_honest_article_is_checked_shown_and_commented_on() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.publish();
    forge.fork();
    forge.files().write(&format!("fork/{ARTICLE}"), article("The ferries return"));
    let head = forge.pull(7, "ferries");
    // The main branch has gone on meanwhile: what is looked at is what a merge would make.
    forge.files().edit("base/content/pages/about.md", "About this digest", "About us");
    forge.push("Meanwhile");

    let check = forge.check(&head);
    assert_eq!(check.failed, None, "{}", check.log);
    assert!(!check.log.contains("::error"), "{}", check.log);
    assert!(forge.path("artifacts/preview/2024/03/12/ferries-return/index.html").exists());
    assert!(forge.files().read("artifacts/preview/about/index.html").contains("About us"));

    let run = forge.comment(&head, "ferries");
    assert_eq!(run.failed, None, "{}", run.log);
    let comments = forge.list("comments");
    assert_eq!(comments.len(), 1, "{}", run.log);
    let body = comments[0]["body"].as_str().unwrap();
    assert!(body.starts_with("<!-- digest report -->\n"), "{body}");
    assert!(body.contains("The ferries return") && !body.contains("about"), "{body}");
    assert!(body.ends_with("at [the check](https://github.com/orla/digest/actions/runs/4711).\n"), "{body}");

    // A second commit changes the comment, and no second one is written.
    forge.files().edit(&format!("fork/{ARTICLE}"), "The ferries return", "The ferries are back");
    let second = forge.pull(7, "ferries");
    let run = forge.comment(&second, "ferries");
    assert_eq!(run.failed, None, "{}", run.log);
    let comments = forge.list("comments");
    assert_eq!(comments.len(), 1);
    assert!(comments[0]["body"].as_str().unwrap().contains("The ferries are back"));
    // What ends late speaks of an older commit, and is passed over.
    let run = forge.comment(&head, "ferries");
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(run.log.contains("No open pull request ends with this commit"), "{}", run.log);
    assert_eq!(forge.list("comments"), comments);
}

#[test]
fn a_mistake_is_shown_beside_its_line() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    forge
        .files()
        .write(&format!("fork/{ARTICLE}"), article("The ferries return").replace("2024-03-12\no", "March 12, 2024\no"));
    let head = forge.pull(7, "ferries");
    let check = forge.check(&head);
    assert_eq!(check.failed.as_deref(), Some("Check"), "{}", check.log);
    let note = format!("::error file={ARTICLE},line=4,col=7,");
    assert!(check.log.contains(&note), "{}", check.log);
    assert!(check.summary.contains("date-unreadable"), "{}", check.summary);
    assert!(!forge.path("artifacts/preview").exists());
    let run = forge.comment(&head, "ferries");
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(forge.list("comments")[0]["body"].as_str().unwrap().contains("date-unreadable"));
}

/// An old mistake of the main branch is nobody's fault who sends something else.
#[test]
fn an_old_mistake_stops_no_contribution() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.files().edit(
        "base/content/articles/2024/2024-03-04-truce-talks-open.md",
        "date: 2024-03-04",
        "date: March 4",
    );
    forge.push("A slip");
    forge.fork();
    forge.files().write(&format!("fork/{ARTICLE}"), article("The ferries return"));
    let check = forge.check(&forge.pull(7, "ferries"));
    assert_eq!(check.failed, None, "{}", check.log);
    assert!(check.log.contains("There is no preview, since the content has errors."), "{}", check.log);
}

#[test]
fn a_conflict_is_said_and_the_rest_looked_at() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    forge.files().write(&format!("fork/{ARTICLE}"), article("The ferries return"));
    forge.files().edit("fork/content/pages/about.md", "About this digest", "About them");
    let head = forge.pull(7, "ferries");
    forge.files().edit("base/content/pages/about.md", "About this digest", "About us");
    forge.push("Meanwhile");
    let check = forge.check(&head);
    assert_eq!(check.failed, None, "{}", check.log);
    assert!(
        check.log.contains("::warning title=digest::this pull request conflicts with the main branch"),
        "{}",
        check.log
    );
    let run = forge.comment(&head, "ferries");
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(forge.list("comments")[0]["body"].as_str().unwrap().contains("The ferries return"));
}
