//! `digest check --since`: what is new, in repositories of every kind.

use std::process::Command;

use crate::site::{Output, Site};

const TALKS: &str = "content/articles/2024/2024-03-04-talks-resume.md";
const PAUSE: &str = "content/articles/2024/2024-03-05-pause-holds.md";
const EVENT: &str = "content/events/first-meeting.md";

/// git in the site's folder, as on a machine where nobody has set anything.
pub(crate) fn git(site: &Site, args: &[&str]) -> String {
    let mut command = Command::new("git");
    let who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    command.args(who).args(args).current_dir(site.path(""));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = Output::of(&mut command);
    assert_eq!(output.status, 0, "git {args:?}: {}", output.stderr);
    output.stdout.trim().to_owned()
}

pub(crate) fn commit(site: &Site) {
    git(site, &["add", "--all"]);
    git(site, &["commit", "--quiet", "--allow-empty", "--message", "x"]);
}

/// A repository whose only commit is the site with its four errors and one warning.
fn broken() -> Site {
    let site = Site::from("broken");
    git(&site, &["init", "--quiet"]);
    commit(&site);
    site
}

fn since(site: &Site, args: &[&str]) -> Output {
    site.run(&[&["check", "--today", "2024-04-01", "--since", "HEAD"], args].concat())
}

/// Rule and place of each note that is reported.
fn rules(site: &Site, args: &[&str]) -> Vec<String> {
    let output = since(site, &[&["--format", "json"], args].concat());
    let note = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        format!("{} {}", value["rule"].as_str().unwrap(), value["file"].as_str().unwrap())
    };
    output.stdout.lines().map(note).collect()
}

#[test]
fn what_was_there_before_is_counted_and_not_shown() {
    let site = broken();
    let output = since(&site, &[]).ends(0).says("No new problems in 3 files.");
    assert_eq!(output.stdout, "");
    output.says("4 problems that were there before are not shown.");
    since(&site, &["--strict"]).ends(0);
    since(&site, &[PAUSE]).ends(0).says("2 problems that were there before are not shown.");
}

#[test]
fn an_event_that_is_gone_breaks_articles_that_nobody_touched() {
    let site = broken();
    site.remove(EVENT);
    assert_eq!(rules(&site, &[]), [format!("event-unknown {TALKS}"), format!("event-unknown {PAUSE}")]);
    since(&site, &[]).ends(1).says("4 problems that were there before are not shown.");
    assert_eq!(rules(&site, &[PAUSE]), [format!("event-unknown {PAUSE}")]);
    since(&site, &["content/events"]).ends(0).says("No new problems in 0 files (content/events); 2 errors elsewhere.");
}

#[test]
fn lines_may_move() {
    let site = broken();
    site.edit(TALKS, "author:", "lang: en\nauthor:");
    site.edit(PAUSE, "---\nThe pause", "---\nA first sentence.\n\nThe pause");
    since(&site, &[]).ends(0).says("No new problems");
    let text = site.read(PAUSE).replace('\n', "\r\n");
    site.write(PAUSE, text);
    since(&site, &[]).ends(0).says("No new problems");
}

#[test]
fn files_may_be_renamed() {
    let site = broken();
    let text = site.read(PAUSE);
    site.remove(PAUSE);
    let new = "content/articles/2024/2024-03-05-it-holds.md";
    site.write(new, &text);
    since(&site, &[]).ends(0).says("No new problems");
    site.write(new, text.replace("The pause held", "It held"));
    since(&site, &[]).ends(0).says("No new problems");
    site.write(new, text.replace("title:", "titel:"));
    assert_eq!(rules(&site, &[]), [format!("key-unknown {new}")]);
}

/// A note names the other file of a pair: when that one is renamed, the problem is the old one.
#[test]
fn the_other_file_of_a_pair_may_be_renamed() {
    let site = broken();
    let text = site.read(TALKS);
    site.write("content/articles/2024/a.md", &text);
    commit(&site);
    site.remove("content/articles/2024/a.md");
    site.write("content/articles/2024/b.md", &text);
    let found = rules(&site, &[]);
    assert!(!found.iter().any(|note| note.starts_with("original-duplicate")), "{found:?}");
}

/// Whatever the names are, the note stands where somebody did something.
#[test]
fn of_a_pair_the_new_file_is_to_blame() {
    let site = broken();
    let text = site.read(TALKS);
    for name in ["content/articles/2024/0.md", "content/articles/2024/z.md"] {
        site.write(name, &text);
        let found = rules(&site, &[]);
        assert!(found.contains(&format!("original-duplicate {name}")), "{found:?}");
        let at_the_old = found.iter().filter(|note| note.ends_with(TALKS)).collect::<Vec<_>>();
        assert_eq!(at_the_old, Vec::<&String>::new());
        site.remove(name);
    }
    // Two that were a pair before are no news when a third comes.
    site.write("content/articles/2024/z.md", &text);
    commit(&site);
    site.write("content/articles/2024/0.md", &text);
    let found = rules(&site, &[]);
    assert!(found.iter().all(|note| note.ends_with("2024/0.md")), "{found:?}");
}

#[test]
fn a_second_mistake_of_a_kind_is_new() {
    let site = broken();
    site.edit(PAUSE, "auther: Mara Lind\n", "auther: Mara Lind\nauther: Mara Lind\n");
    let found = rules(&site, &[]);
    assert!(!found.is_empty() && found.len() < 3, "{found:?}");
}

#[test]
fn a_draft_that_becomes_an_article_has_to_answer_for_its_mistakes() {
    let site = broken();
    site.edit(PAUSE, "tags:", "draft: true\ntags:");
    commit(&site);
    since(&site, &["--strict"]).ends(0);
    site.edit(PAUSE, "draft: true\n", "");
    let found = rules(&site, &[]);
    assert!(found.contains(&format!("key-unknown {PAUSE}")), "{found:?}");
    commit(&site);
    site.edit(PAUSE, "tags:", "draft: true\ntags:");
    since(&site, &["--strict"]).ends(0);
}

#[test]
fn untracked_and_ignored_files_are_content() {
    let site = broken();
    site.write(".gitignore", "*.md\n");
    let text = site.read(PAUSE).replace("Pause Holds", "Ferries Run").replace("05/pause", "06/ferries");
    site.write("content/articles/2024/2024-03-06-ferries-run.md", text);
    assert!(rules(&site, &[]).iter().any(|note| note.ends_with("2024-03-06-ferries-run.md")));
    since(&site, &[]).ends(1);
}

#[test]
fn every_format_has_only_what_is_new() {
    let site = broken();
    site.edit(TALKS, "tags: [ceasefire, talks]", "tags: ceasefire");
    for (format, new) in [
        ("human", "error[value-invalid]"),
        ("github", "title=value-invalid::"),
        ("sarif", "\"ruleId\": \"value-invalid\""),
        ("suggest", "tags: [ceasefire]"),
    ] {
        let output = since(&site, &["--format", format]).ends(1);
        assert!(output.stdout.contains(new), "{}", output.stdout);
        assert!(
            !output.stdout.contains("key-unknown") && !output.stdout.contains("date-unreadable"),
            "{}",
            output.stdout
        );
        output.says("4 problems that were there before are not shown.");
    }
    let mut command = site.command(&["check", "--since", "HEAD", "--format", "github"]);
    Output::of(command.env("GITHUB_STEP_SUMMARY", site.path("summary.md"))).ends(1);
    assert!(site.read("summary.md").contains("\n4 problems that were there before are not shown.\n"));
    let diff = since(&site, &["--fix", "--dry-run"]).ends(1).stdout;
    assert!(diff.contains("+tags: [ceasefire]") && !diff.contains("+date:"), "{diff}");
}

#[test]
fn a_site_may_lie_in_a_folder_of_its_repository() {
    let site = Site::empty();
    for (path, bytes) in Site::from("broken").files("") {
        site.write(&format!("-press: room/ü/{path}"), bytes);
    }
    site.write("content/other.md", "no article");
    git(&site, &["init", "--quiet"]);
    commit(&site);
    let root = "--root=-press: room/ü";
    let args = ["check", root, "--since", "HEAD", "--today", "2024-04-01"];
    site.run(&args).ends(0).says("4 problems that were there before");
    site.remove(&format!("-press: room/ü/{EVENT}"));
    site.run(&args).ends(1).says("4 problems that were there before");
}

#[test]
fn links_submodules_and_large_files_of_the_past_are_known() {
    let site = broken();
    git(
        &site,
        &["update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,content/sub"],
    );
    let target = site.path("link");
    std::fs::write(target, "/etc/passwd").unwrap();
    let name = git(&site, &["hash-object", "-w", "link"]);
    git(&site, &["update-index", "--add", "--cacheinfo", &format!("120000,{name},content/link.md")]);
    git(&site, &["commit", "--quiet", "--message", "x"]);
    site.write("content/large.yaml", vec![b'a'; 9_000_000]);
    git(&site, &["add", "content/large.yaml"]);
    git(&site, &["commit", "--quiet", "--message", "x"]);
    since(&site, &[]).ends(0).says("5 problems that were there before");
}

#[test]
fn a_revision_that_is_not_there_names_the_fetch() {
    let site = broken();
    let absent = |revision: &str| site.run(&["check", &format!("--since={revision}")]).ends(2).stderr;
    assert!(absent("origin/main").contains("run `git fetch origin main:refs/remotes/origin/main`"));
    assert!(absent("v1.0").contains("there is no revision `v1.0` here; run `git fetch origin v1.0`"));
    for trap in ["--output=x", "-h", "a;rm b", "$(x)", "", "HEAD..HEAD", "HEAD:content", "a\n::error::b"] {
        let said = absent(trap);
        assert!(said.contains("there is no revision") && !said.contains("fetch origin"), "{said}");
        assert!(!said.contains("\n::"), "{said}");
    }
    assert!(!site.path("x").exists());
}

#[test]
fn a_shallow_clone_is_told_to_fetch_the_rest() {
    let site = broken();
    commit(&site);
    let clone = Site::empty();
    let from = format!("file://{}", site.path("").display());
    git(&clone, &["clone", "--quiet", "--depth", "1", &from, "site"]);
    let output = clone.run(&["check", "--root", "site", "--since", "HEAD~1"]).ends(2);
    output.says("this clone is shallow: run `git fetch --unshallow`");
    clone.run(&["check", "--root", "site", "--since", "HEAD", "--today", "2024-04-01"]).ends(0);
}

/// The configuration of a repository may name a program to fetch with. None is run, and the network is left alone.
#[cfg(unix)]
#[test]
fn a_clone_that_left_files_out_is_not_completed() {
    let site = broken();
    git(&site, &["config", "uploadpack.allowFilter", "true"]);
    let clone = Site::empty();
    let from = format!("file://{}", site.path("").display());
    git(&clone, &["clone", "--quiet", "--filter=blob:none", "--no-checkout", &from, "site"]);
    for (path, bytes) in site.files("content") {
        clone.write(&format!("site/content/{path}"), bytes);
    }
    clone.write("site/site.toml", site.read("site.toml"));
    let ran = clone.path("ran");
    let program = format!("ext::sh -c touch% {}", ran.display());
    git(&clone, &["-C", "site", "config", "remote.origin.url", &program]);
    git(&clone, &["-C", "site", "config", "protocol.ext.allow", "always"]);
    // What is as it was is known without the history; what another text stood in is not.
    clone.run(&["check", "--root", "site", "--since", "HEAD", "--today", "2024-04-01"]).ends(0);
    let path = site.files("content").into_keys().find(|path| path.ends_with(".md")).unwrap();
    clone.write(&format!("site/content/{path}"), "another text");
    let output = clone.run(&["check", "--root", "site", "--since", "HEAD"]).ends(2);
    output.says("`git fetch --refetch` gets what was left out");
    assert!(!ran.exists());
}

/// Programs that git could be made to run by a repository, or by what a hook sets.
#[cfg(unix)]
#[test]
fn nothing_of_the_repository_is_run_or_written() {
    let site = broken();
    let ran = site.path("ran");
    let touch = format!("touch {}", ran.display());
    for key in
        ["core.fsmonitor", "core.pager", "diff.external", "filter.x.smudge", "diff.x.textconv", "core.sshCommand"]
    {
        git(&site, &["config", key, &touch]);
    }
    site.write(".git/info/attributes", "*.md filter=x diff=x\n");
    site.write("other/HEAD", "");
    let before = site.files(".git");
    let args = ["check", "--since", "HEAD", "--today", "2024-04-01"];
    let other = site.path("other");
    let mut command = site.command(&args);
    Output::of(command.env("GIT_DIR", &other).env("GIT_WORK_TREE", &other)).ends(0);
    assert!(!ran.exists());
    assert_eq!(site.files(".git"), before);
}

#[test]
fn there_may_be_no_repository_no_commit_and_no_git() {
    let site = Site::from("broken");
    let mut command = site.command(&["check", "--since", "HEAD"]);
    let output = Output::of(command.env("GIT_CEILING_DIRECTORIES", site.path("").parent().unwrap())).ends(2);
    output.says("is not in a git repository");
    git(&site, &["init", "--quiet"]);
    site.run(&["check", "--since", "HEAD"]).ends(2).says("this repository has no commit yet");
    site.run(&["check", "--since=--output=x"]).ends(2).says("there is no revision `--output=x`");
    commit(&site);
    Output::of(site.command(&["check", "--since", "HEAD"]).env("PATH", "/nowhere"))
        .ends(2)
        .says("the program git is needed");
    site.run(&["check", "--since", "HEAD"]).ends(0);
    // As git's own tests pretend it.
    let mut command = site.command(&["check", "--since", "HEAD"]);
    let output = Output::of(command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")).ends(2);
    output.says("somebody else owns it; if you do, run `git config --global --add safe.directory");
}

#[test]
fn only_new_problems_are_mended() {
    let site = broken();
    site.edit(TALKS, "tags: [ceasefire, talks]", "tags: ceasefire");
    since(&site, &["--fix"]).ends(0).says("Mended");
    let text = site.read(TALKS);
    assert!(text.contains("tags: [ceasefire]\n") && text.contains("date: March 4, 2024"), "{text}");
}
