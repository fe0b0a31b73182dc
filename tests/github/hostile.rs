//! A pull request of somebody who means harm: nothing of it runs, nothing but content is taken, and nothing in it speaks
//! to a log, a terminal or a person in another voice.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::forge::{Forge, is_whole};
use crate::pull::article;
use crate::runner::Run;
use crate::site::Output;

const TITLE: &str = "\"@everyone [x](http://evil.example) <img src=x> #1 ::error::pwned ##[error]x\"";

/// Every line that the runner would take for a command is one of ours.
#[track_caller]
fn commands_nothing(run: &Run) {
    for line in run.log.lines() {
        let line = line.trim_start();
        assert!(!line.contains("##["), "{line}\n\n{}", run.log);
        assert!(!line.contains('\u{1b}'), "{line:?}");
        if let Some(rest) = line.strip_prefix("::") {
            let ours = ["error file=", "warning file=", "error title=", "warning title=", "notice title=digest::"];
            assert!(ours.iter().any(|start| rest.starts_with(start)), "{line}\n\n{}", run.log);
            assert!(!rest.split("::").next().unwrap().contains('\n'));
        }
    }
}

#[test]
fn links_and_submodules_are_refused_before_anything_is_laid() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    for (number, path, to) in [
        (1, "content/articles/2024/link.md", "../../../site.toml"),
        (2, "content/articles/out", "/etc"),
        (3, "content/::error::x\n::error::y.md", "/etc/passwd"),
    ] {
        forge.fork();
        symlink(to, forge.path("fork").join(path)).unwrap();
        let run = forge.check(&forge.pull(number, "x"));
        assert_eq!(run.failed.as_deref(), Some("Lay its content over the base branch"), "{}", run.log);
        assert!(run.log.contains("content/ holds links or submodules"), "{}", run.log);
        assert!(fs::symlink_metadata(run.workspace.join(path)).is_err());
        commands_nothing(&run);
    }
    // The whole of content/ as a link.
    forge.fork();
    fs::rename(forge.path("fork/content"), forge.path("fork/elsewhere")).unwrap();
    symlink("elsewhere", forge.path("fork/content")).unwrap();
    let run = forge.check(&forge.pull(4, "x"));
    assert_eq!(run.failed.as_deref(), Some("Lay its content over the base branch"), "{}", run.log);
    // A submodule.
    forge.fork();
    let commit = forge.git("fork", &["rev-parse", "HEAD"]).stdout;
    let entry = format!("160000,{},content/articles/module", commit.trim());
    forge.git("fork", &["update-index", "--add", "--cacheinfo", &entry]);
    let run = forge.check(&forge.propose(5, "x"));
    assert_eq!(run.failed.as_deref(), Some("Lay its content over the base branch"), "{}", run.log);
    assert!(run.log.contains("  | content/articles/module"), "{}", run.log);
}

#[test]
fn nothing_but_content_is_taken() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    let evil = "#!/bin/sh\ntouch \"$FORGE/pwned\"\n";
    for path in
        [".github/digest/steps.sh", ".github/workflows/check.yml", ".github/workflows/comment.yml", "action.yml"]
    {
        forge.files().write(&format!("fork/{path}"), evil);
    }
    forge.files().write("fork/site.toml", "title = \"Evil\"\nbase_url = \"http://evil.example/\"\noutput = \"..\"\n");
    forge.files().write("fork/themes/default/theme.toml", "name = \"evil\"\n");
    forge.files().write("fork/.gitattributes", "* filter=lfs\n");
    forge.files().write("fork/.lfsconfig", "[lfs]\nurl = http://evil.example/\n");
    forge.files().write("fork/content/articles/2024/2024-03-12-ferries-return.md", article("The ferries return"));
    let head = forge.pull(7, "x");
    let run = forge.check(&head);
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(run.log.contains("files outside content/ are changed too"), "{}", run.log);
    assert!(run.log.contains("  | .github/digest/steps.sh"), "{}", run.log);
    for path in ["site.toml", ".github/digest/steps.sh", ".github/workflows/check.yml"] {
        assert_eq!(fs::read_to_string(run.workspace.join(path)).unwrap(), forge.shown(path), "{path}");
    }
    assert!(!run.workspace.join("themes").exists() && !run.workspace.join(".gitattributes").exists());
    assert!(!forge.files().read("artifacts/preview/index.html").contains("Evil"));
    let run = forge.comment(&head, "x");
    assert_eq!(run.failed, None, "{}", run.log);
    let comments = forge.list("comments");
    assert_eq!(comments.len(), 1);
    let body = comments[0]["body"].as_str().unwrap();
    // The check may be the stranger's by now, and this comment is what a maintainer reads.
    assert!(body.starts_with("<!-- digest report -->\n\n**Files outside `content/` are changed too.** "), "{body}");
    assert!(!forge.path("pwned").exists());
}

#[test]
fn names_and_titles_speak_to_nobody() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    forge.files().write("fork/content/articles/2024/2024-03-12-a.md", article(TITLE));
    forge.files().write("fork/content/articles/2024/2024-03-12-::error::b.md", article("B").replace("ferries", "b"));
    forge.files().write("fork/content/articles/2024/2024-03-12-c\n::error::c\u{1b}[2J.md", article("C"));
    for (number, name) in
        ["--help", "-rf", "$(touch pwned)`touch pwned`", "\u{202e}gpj", "a\"b'c", "%0A::error::x"].iter().enumerate()
    {
        let text = article(&format!("Name {number}")).replace("ferries", &format!("name-{number}"));
        forge.files().write(&format!("fork/content/articles/2024/{name}.md"), text);
    }
    forge.files().write("fork/##[error]@everyone.md", "x");
    let head = forge.pull(7, "$(touch${IFS}pwned)");
    let run = forge.check(&head);
    assert_eq!(run.failed.as_deref(), Some("Check"), "{}", run.log);
    commands_nothing(&run);
    let run = forge.comment(&head, "$(touch${IFS}pwned)");
    assert_eq!(run.failed, None, "{}", run.log);
    commands_nothing(&run);
    let comments = forge.list("comments");
    let body = comments[0]["body"].as_str().unwrap();
    let theirs = body.rsplit_once("The annotations").unwrap().0;
    assert!(!body.contains(['\u{202e}', '\u{1b}']), "{body}");
    // Signs are written as numbers, `&#64;`, which are what is left out here.
    let bare: String = theirs.split("&#").map(|part| part.split_once(';').map_or(part, |(_, rest)| rest)).collect();
    for sign in ["@", "](", "<img", "http:", "#1", "::"] {
        assert!(!bare.contains(sign), "{sign} in {body}");
    }
    assert!(theirs.contains("everyone"), "{body}");
    assert!(!forge.path("pwned").exists() && !run.workspace.join("pwned").exists());
}

/// What an attribute asks git for when files are written is not done: they are the bytes that were sent.
#[test]
fn attributes_change_no_byte() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    let path = "content/articles/2024/2024-03-12-ferries-return.md";
    forge.files().write(&format!("fork/{path}"), article("The ferries return $Id$"));
    forge.git("fork", &["add", "--all"]);
    forge.files().write("fork/content/.gitattributes", "*.md text eol=crlf ident filter=lfs export-ignore\n");
    forge.git("fork", &["-c", "filter.lfs.clean=cat", "add", "content/.gitattributes"]);
    let run = forge.check(&forge.propose(7, "x"));
    let laid = fs::read_to_string(run.workspace.join(path)).unwrap();
    assert_eq!(laid, article("The ferries return $Id$"), "{}", run.log);
}

#[test]
fn what_is_huge_is_one_mistake() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    forge.files().write("fork/content/articles/2024/2024-03-12-a.md", article("A") + &"word ".repeat(300_000));
    forge.files().write("fork/content/articles/2024/2024-03-12-b.md", vec![b'a'; 30_000_000]);
    for index in 0..600 {
        forge.files().write(&format!("fork/content/articles/many/{index}.md"), "");
    }
    let head = forge.pull(7, "x");
    let run = forge.check(&head);
    assert_eq!(run.failed.as_deref(), Some("Check"), "{}", run.log);
    assert!(run.log.len() < 100_000, "{}", run.log.len());
    let run = forge.comment(&head, "x");
    assert_eq!(run.failed, None, "{}", run.log);
    let comments = forge.list("comments");
    assert!(comments[0]["body"].as_str().unwrap().chars().count() <= 65_536);
}

/// A commit that is of no pull request, and a comment that only looks like ours.
#[test]
fn nobody_speaks_for_another() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    forge.files().write("fork/content/articles/2024/2024-03-12-a.md", article("A"));
    let head = forge.pull(7, "x");
    let run = forge.comment(&head, "y");
    assert_eq!(run.failed, None, "{}", run.log);
    assert!(forge.list("comments").is_empty(), "another branch: {}", run.log);
    let theirs =
        r#"[{"id": 5, "issue": 7, "user": {"login": "stranger"}, "body": "<!-- digest report -->\nAll is well."}]"#;
    forge.files().write("comments.json", theirs);
    let run = forge.comment(&head, "x");
    assert_eq!(run.failed, None, "{}", run.log);
    let comments = forge.list("comments");
    assert_eq!(comments.len(), 2);
    assert_eq!(comments[0]["body"], "<!-- digest report -->\nAll is well.");
}

/// Puts what a script makes as a tree into a commit of the fork, in `content/` or beside it. The index would hold all of
/// it, so the commit is written around it.
fn plant(forge: &Forge, folder: &str, script: &str) {
    let git = |script: &str| {
        Output::of(Command::new("sh").args(["-c", script]).current_dir(forge.path("fork"))).ends(0).stdout
    };
    let tree = git(script).trim().to_owned();
    let made = git(&format!(
        "put() {{ {{ git ls-tree \"$1\" | grep -v \"\t$3\\$\"; printf '040000 tree %s\\t%s\\n' \"$2\" \"$3\"; }} | git mktree; }}; \
         case {folder} in content) t=$(put HEAD $(put HEAD:content {tree} bomb) content) ;; *) t=$(put HEAD {tree} bomb) ;; esac; \
         git -c user.name=A -c user.email=a@e.org commit-tree $t -p HEAD -m x"
    ));
    forge.git("fork", &["update-ref", "HEAD", made.trim()]);
}

/// A few hundred bytes of a commit can name more files than a disk holds.
#[test]
fn a_commit_that_names_files_without_end_is_refused() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    for (number, folder) in [(7, "content"), (8, ".")] {
        forge.fork();
        let script = "b=$(echo x | git hash-object -w --stdin) mode='100644 blob'; for depth in 1 2 3 4 5 6 7 8 9; do \
                      b=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf '%s %s\\td%s\\n' \"$mode\" $b $i; done | git mktree); \
                      mode='040000 tree'; done; echo $b";
        plant(&forge, folder, script);
        let head = forge.opened(number, "x");
        let run = forge.check(&head);
        let lays = (number == 7).then_some("Lay its content over the base branch");
        assert_eq!(run.failed.as_deref(), lays, "{}", run.log);
        assert_eq!(run.log.contains("content/ holds more than 200000 files"), number == 7, "{}", run.log);
        assert_eq!(run.log.contains("  | bomb\n"), number == 8, "{}", run.log);
        assert!(run.log.len() < 10_000, "{}", run.log.len());
        let run = forge.comment(&head, "x");
        assert_eq!(run.failed, None, "{}", run.log);
        let comments = forge.list("comments");
        let body = comments.last().unwrap()["body"].as_str().unwrap();
        assert_eq!(body.contains("holds more than 200000 files, and was not looked at."), number == 7, "{body}");
    }
}

/// One blob named a hundred times is a gigabyte on the disk of a runner.
#[test]
fn more_bytes_than_pages_holds_are_not_written() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    let script = "b=$(head -c 10000000 /dev/zero | git hash-object -w --stdin); \
                  for i in $(seq 101); do printf '100644 blob %s\\tf%s.md\\n' $b $i; done | git mktree";
    plant(&forge, "content", script);
    let run = forge.check(&forge.opened(7, "x"));
    assert_eq!(run.failed.as_deref(), Some("Lay its content over the base branch"), "{}", run.log);
    assert!(run.log.contains("and a site on GitHub Pages at most 1000000000"), "{}", run.log);
    assert!(!run.workspace.join("content/bomb").exists());
}

/// Nothing but a commit's whole number reaches git, jq or an address.
#[test]
fn a_commit_is_named_by_its_number_alone() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    let zeros = "0".repeat(40);
    for head in
        ["--upload-pack=touch${IFS}pwned", "main", "", "0123", &format!("{zeros}\" or true #"), &format!("{zeros}\n")]
    {
        let run = forge.check(head);
        assert_eq!(run.failed.as_deref(), Some("Fetch the pull request, as data"), "{head:?}: {}", run.log);
        assert!(run.log.contains("a commit is named by its whole number in hexadecimal digits"), "{}", run.log);
        let run = forge.comment(head, "x");
        assert_eq!(run.failed.as_deref(), Some("Find the pull request"), "{head:?}: {}", run.log);
        assert!(!run.workspace.join("pwned").exists());
    }
}

#[test]
fn nothing_left_is_said() {
    if !is_whole() {
        return;
    }
    let forge = Forge::new();
    forge.fork();
    fs::remove_dir_all(forge.path("fork/content")).unwrap();
    let run = forge.check(&forge.pull(7, "x"));
    assert_eq!(run.failed.as_deref(), Some("Lay its content over the base branch"), "{}", run.log);
    assert!(run.log.contains("nothing is left in content/"), "{}", run.log);
}
