//! `digest report`: the comment on a pull request, in repositories, and as GitHub would read it.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser, Tag, html};
use scraper::{Html, Node};

use crate::since::{commit, git};
use crate::site::{Output, Site};

const TALKS: &str = "content/articles/2016/2016-09-08-talks-in-geneva.md";
const TRUCE: &str = "content/articles/2016/2016-09-12-truce-begins.md";
const CONVOY: &str = "content/articles/2016/2016-09-20-convoy-waits.md";

/// A repository whose only commit is the small site.
fn small() -> Site {
    let site = Site::from("small");
    git(&site, &["init", "--quiet"]);
    commit(&site);
    site
}

fn report(site: &Site, args: &[&str]) -> Output {
    site.run(&[&["report", "--today", "2024-04-01", "--base", "HEAD"], args].concat())
}

/// The texts of the rows of a table, by its heading, a line break as ` / `.
fn rows(comment: &str, heading: &str) -> Vec<String> {
    let Some((_, rest)) = comment.split_once(&format!("#### {heading}\n")) else { return Vec::new() };
    let table = rest.split("</table>").next().unwrap();
    let row = |line: &str| {
        let page = Html::parse_fragment(&format!("<table>{}</table>", line.replace("<br>", " / ")));
        let cell = scraper::Selector::parse("td").unwrap();
        page.select(&cell).map(|cell| cell.text().collect::<String>()).collect::<Vec<_>>().join(" | ")
    };
    table.lines().filter(|line| line.starts_with("<tr><td>")).map(row).collect()
}

/// What stands in the list above the tables.
fn facts(comment: &str) -> Vec<&str> {
    comment.lines().filter_map(|line| line.strip_prefix("- ")).collect()
}

fn article(title: &str, more: &str) -> String {
    format!(
        "---\ntitle: {}\nauthor: Mara Lind\ndate: 2024-03-04\noriginal_url: https://news.example/{}\ntags: [talks]\n{more}---\nText of it.\n",
        serde_json::to_string(title).unwrap(),
        title.bytes().map(|byte| format!("{byte:x}")).collect::<String>(),
    )
}

#[test]
fn nothing_differs() {
    let site = small();
    let output = report(&site, &[]).ends(0);
    assert_eq!(facts(&output.stdout)[..2], ["nothing in `content/` differs", "no new problems"]);
    assert_eq!(facts(&output.stdout)[3..], ["no address vanishes"]);
    assert!(facts(&output.stdout)[2].ends_with(", as before"), "{}", output.stdout);
    assert!(output.stdout.starts_with("<!-- digest report -->\n### digest report\n\n"));
    assert!(!output.stdout.contains("<table>"));
    assert_eq!(output.stderr, "");
}

#[test]
fn an_honest_change_is_told_row_by_row() {
    let site = small();
    let text =
        article("Talks Resume", "places: [Lake Orla]\narchived: https://archive.example/1\nevents: [first-meeting]\n");
    site.write("content/articles/2024/2024-03-04-talks-resume.md", text);
    site.write(
        "content/events/first-meeting.md",
        "---\ntitle: The First Meeting\ndate: 2024-03-04~\nplaces: [Lake Orla]\n---\nIt took place.\n",
    );
    site.write("content/pages/about.md", "---\ntitle: About\n---\nThis is it.\n");
    site.edit(TALKS, "title:", "summary: What was said.\ntitle:");
    let output = report(&site, &[]).ends(0);
    let comment = &output.stdout;
    assert_eq!(
        rows(comment, "Articles"),
        [
            format!("changed | Talks in Geneva / {TALKS} / summary added: What was said. | 2016-09-08 |  | news.example | no").replace("Talks in Geneva", &title(&site, TALKS)).replace("news.example", &host(&site, TALKS)),
            "added | Talks Resume / content/articles/2024/2024-03-04-talks-resume.md | 2024-03-04 | Lake Orla | news.example | yes".to_owned(),
        ]
    );
    assert_eq!(
        rows(comment, "Events"),
        ["added | The First Meeting / content/events/first-meeting.md | 2024-03-04~ | Lake Orla"]
    );
    assert_eq!(rows(comment, "Timelines and pages"), ["added | page | About / content/pages/about.md"]);
    assert!(
        rows(comment, "Tags, places, actors, authors, publishers")
            .contains(&"added | place | lake-orla | Lake Orla".to_owned()),
        "{comment}"
    );
    assert_eq!(facts(comment)[..3], ["articles: 1 changed, 1 added", "events: 1 added", "pages: 1 added"]);
    assert!(facts(comment).contains(&"no address vanishes"), "{comment}");
    assert!(!comment.contains("#### Problems"), "{comment}");
}

/// A value of front matter as it is written.
fn written(site: &Site, path: &str, key: &str) -> String {
    let text = site.read(path);
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("{key}: "))).unwrap();
    line.trim_matches('"').to_owned()
}

fn title(site: &Site, path: &str) -> String {
    written(site, path, "title")
}

fn host(site: &Site, path: &str) -> String {
    written(site, path, "original_url").split('/').nth(2).unwrap().trim_start_matches("www.").to_owned()
}

/// What is said of the size is what a build writes, although unchanged pages are not drawn twice.
#[test]
fn the_size_is_that_of_the_published_site() {
    let site = small();
    let weight = |site: &Site| {
        site.run(&["build"]).ends(0);
        let files = site.files("public");
        let files = files.iter().filter(|(path, _)| *path != "manifest.json");
        let (mut pages, mut bytes) = (0, 0);
        for (path, text) in files {
            pages += usize::from(path.ends_with(".html"));
            bytes += text.len();
        }
        (pages, bytes)
    };
    let (pages_before, before) = weight(&site);
    site.write("content/articles/2024/2024-03-04-talks-resume.md", article("Talks Resume", ""));
    let (pages, now) = weight(&site);
    let comment = report(&site, &[]).ends(0).stdout;
    let kilo = |bytes: usize| format!("{:.1} kB", bytes as f64 / 1e3);
    let line = format!(
        "the site: {pages} pages, {:.1} MB; before: {pages_before} pages, {}; {} more",
        now as f64 / 1e6,
        kilo(before),
        kilo(now - before)
    );
    assert!(facts(&comment).contains(&line.as_str()), "{line}\n{comment}");
}

#[test]
fn what_goes_is_told_with_what_would_keep_it() {
    let site = small();
    let renamed = "content/articles/2016/2016-09-12-truce-has-begun.md";
    site.write(renamed, site.read(TRUCE));
    site.remove(TRUCE);
    site.remove(CONVOY);
    let output = report(&site, &[]).ends(0);
    let articles = rows(&output.stdout, "Articles");
    assert!(articles[0].starts_with("removed | ") && articles[0].contains(CONVOY), "{articles:?}");
    assert!(articles[1].starts_with("renamed | "), "{articles:?}");
    assert!(
        articles[1].contains(&format!(
            "{renamed} / was {TRUCE} / address: /2016/09/12/truce-begins/ → /2016/09/12/truce-has-begun/"
        )),
        "{articles:?}"
    );
    let gone = rows(&output.stdout, "Addresses that would vanish");
    let row = |text: &str| assert!(gone.contains(&text.to_owned()), "{text} is not in {gone:#?}");
    row(&format!("/2016/09/20/convoy-waits/ | withdrawn: in {CONVOY} instead of removing it"));
    row(&format!("/2016/09/12/truce-begins/ | aliases: [\"/2016/09/12/truce-begins/\"] in {renamed}"));
    row("/2016/09/20/ | nothing is listed there any more");
    let fact = format!("addresses that would vanish: of {} pages", gone.len());
    assert!(facts(&output.stdout).iter().any(|line| line.starts_with(&fact)), "{}", output.stdout);

    // The advice is good.
    site.edit(renamed, "title:", "aliases: [\"/2016/09/12/truce-begins/\"]\ntitle:");
    let gone = rows(&report(&site, &[]).ends(0).stdout, "Addresses that would vanish");
    assert!(!gone.iter().any(|row| row.contains("truce")), "{gone:?}");
}

#[test]
fn a_withdrawn_article_keeps_its_address_and_repeats_nothing() {
    let site = small();
    let original = written(&site, CONVOY, "original_url");
    site.edit(CONVOY, "title:", "withdrawn: {date: 2024-03-30, reason: 'It was *invented*, says @editor.'}\ntitle:");
    site.edit(CONVOY, &original, "https://elsewhere.example/secret");
    let comment = report(&site, &[]).ends(0).stdout;
    let articles = rows(&comment, "Articles");
    assert!(articles[0].starts_with("withdrawn | "), "{articles:?}");
    assert!(articles[0].contains("withdrawn, 2024-03-30: It was *invented*, says @editor."), "{articles:?}");
    assert!(!articles[0].contains("secret"), "{articles:?}");
    assert!(!rows(&comment, "Addresses that would vanish").iter().any(|row| row.contains("convoy-waits")), "{comment}");
}

#[test]
fn problems_come_with_what_to_write_and_fail() {
    let site = small();
    site.write(
        "content/articles/2024/2024-03-04-talks-resume.md",
        article("Talks Resume", "").replace("date: 2024-03-04", "date: March 4, 2024"),
    );
    let output = report(&site, &[]).ends(1);
    assert_eq!(
        rows(&output.stdout, "Problems"),
        [
            "error | date-unreadable | content/articles/2024/2024-03-04-talks-resume.md:4:7 | this date is not in the form YYYY-MM-DD (read as 2024-03-04) / write `date: 2024-03-04` (`digest check --fix` does it)"
        ]
    );
    assert!(facts(&output.stdout).contains(&"new problems: 1 error"), "{}", output.stdout);
    assert!(output.stdout.contains("\n- the site cannot be built: "), "{}", output.stdout);
    assert!(!output.stdout.contains("vanish:"), "{}", output.stdout);
    // What was wrong before is nobody's fault.
    commit(&site);
    site.edit(TALKS, "title:", "summary: What was said.\ntitle:");
    let output = report(&site, &[]).ends(0);
    assert!(
        facts(&output.stdout).contains(&"no new problems; 1 that was there before is not shown"),
        "{}",
        output.stdout
    );
}

/// What is to be written may be several lines, and each stands on one of its own.
#[test]
fn what_should_be_written_is_shown_line_by_line() {
    let site = small();
    site.write("content/articles/2024/--odd.md", article("Odd", ""));
    let comment = report(&site, &[]).ends(0).stdout;
    let problems = rows(&comment, "Problems");
    assert!(
        problems[0].ends_with("write `slug: odd`, or name the file so / as it should be: slug: odd / ---"),
        "{problems:?}"
    );
    is_tame(&comment, "digest report");
}

#[test]
fn a_second_report_of_one_original_is_told_though_the_first_is_in_the_base() {
    let site = small();
    let original = written(&site, TALKS, "original_url");
    let again = "content/articles/2016/2016-09-08-again.md";
    site.write(again, format!("---\ntitle: Quite Another\nauthor: A\ndate: 2016-09-08\noriginal_url: {original}\ntags: [talks]\n---\nText.\n"));
    let comment = report(&site, &[]).ends(1).stdout;
    let rows = rows(&comment, "Possible duplicates");
    assert!(rows[0].starts_with(&format!("error | {again}:5:15 | {TALKS}:")), "{rows:?}");
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_draft_and_its_end_are_told() {
    let site = small();
    let draft = "content/articles/2024/2024-03-04-talks-resume.md";
    site.write(draft, article("Talks Resume", "draft: true\n"));
    let said = |site: &Site| rows(&report(site, &[]).stdout, "Articles").join("\n");
    assert!(said(&site).contains(&format!("added | {draft} / a draft, which is not published |")), "{}", said(&site));
    commit(&site);
    site.edit(draft, "draft: true\n", "");
    assert!(
        said(&site).contains(&format!("changed | Talks Resume / {draft} / was not published before |")),
        "{}",
        said(&site)
    );
    commit(&site);
    site.edit(draft, "author", "draft: true\nauthor");
    assert!(
        said(&site).contains(&format!("changed | Talks Resume / {draft} / a draft now, and no longer published |")),
        "{}",
        said(&site)
    );
}

#[test]
fn a_revision_says_what_its_checkout_says() {
    let site = small();
    site.write("content/articles/2024/2024-03-04-talks-resume.md", article("Talks Resume", ""));
    site.write("content/tags.yaml", "talks: Talks\ntruce: {label: Truce, aliases: [ceasefire]}\n");
    git(&site, &["tag", "base"]);
    let tree = report(&site, &[]);
    assert_eq!(tree.stdout, report(&site, &[]).stdout);
    commit(&site);
    let both = ["report", "--today", "2024-04-01", "--base", "base", "--head", "HEAD"];
    assert_eq!(site.run(&both).stdout, tree.stdout);
    // The judge is the folder at hand: what the change does to site.toml is not believed.
    site.edit("site.toml", "Small", "Evil");
    commit(&site);
    git(&site, &["checkout", "--quiet", "HEAD~1", "--", "site.toml"]);
    assert_eq!(site.run(&both).stdout, tree.stdout);
    // Neither do the number of threads and the folder matter.
    let mut command = site.command(&both);
    command.env("RAYON_NUM_THREADS", "1").env("TZ", "Pacific/Auckland");
    assert_eq!(Output::of(&mut command).stdout, tree.stdout);
}

#[test]
fn a_revision_that_is_not_there_names_the_fetch() {
    let site = small();
    let run = |args: &[&str]| site.run(&[&["report"], args].concat()).ends(2);
    run(&["--base", "origin/main"]).says("run `git fetch origin main:refs/remotes/origin/main`");
    run(&["--base", "HEAD", "--head", "0123456789abcdef0123456789abcdef01234567"])
        .says("run `git fetch origin 0123456789abcdef");
    assert_eq!(run(&["--base", "nope"]).stdout, "");
    run(&[]).says("--base <REV>");
}

#[test]
fn all_content_may_come_and_go() {
    let site = small();
    let texts = site.files("content");
    for path in texts.keys() {
        site.remove(&format!("content/{path}"));
    }
    let output = report(&site, &[]);
    assert!(facts(&output.stdout).contains(&"articles: 3 removed"), "{output:?}");
    commit(&site);
    for (path, text) in texts {
        site.write(&format!("content/{path}"), text);
    }
    let output = report(&site, &[]).ends(0);
    assert!(facts(&output.stdout).contains(&"articles: 3 added"), "{output:?}");
}

/// Names that attack whoever prints them.
const HOSTILE: [&str; 34] = [
    "@octocat",
    "hello @octocat/team, see",
    "fixes #12",
    "closes octocat/hello-world#12",
    "GH-12 and gh-34",
    "octocat@a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
    "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678",
    "a1b2c3d",
    "http://evil.example/x",
    "https://evil.example/x?a=1&b=2",
    "www.evil.example",
    "mail me at someone@evil.example",
    "mailto:someone@evil.example",
    "<https://evil.example>",
    "[click](https://evil.example)",
    "![pixel](https://evil.example/p.png)",
    "[ref]: https://evil.example",
    "**bold** _em_ ~~gone~~ `code`",
    "``` fence",
    "# Heading",
    "- [ ] a task",
    "| a | b |",
    "</code></td></tr></table><h1>Big</h1>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<!-- comment",
    "--> end <!--",
    "<details><summary>x</summary>",
    "&#64;octocat &lt;img&gt; &amp;",
    "::error file=x::y",
    "##[error]z ##vso[task.complete]",
    "::set-output name=a::b",
    ":+1: :octocat: $x^2$ $$y$$",
    "[^1] and [[wiki]] <a@b.example>",
];

/// Fails unless a reader of GitHub's Markdown finds nothing but our own headings, lists and tables, and texts of others only
/// inside `code`, where GitHub looks for no mentions, references and addresses.
#[track_caller]
pub(crate) fn is_tame(comment: &str, mark: &str) {
    for event in Parser::new_ext(comment, Options::all()) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::CodeBlock(_))
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => panic!("{event:?} in\n{comment}"),
            _ => {}
        }
    }
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(comment, Options::all()));
    let known: BTreeSet<&str> =
        ["html", "body", "h3", "h4", "ul", "li", "p", "code", "table", "tbody", "tr", "th", "td", "br"].into();
    for node in Html::parse_fragment(&page).tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                assert!(known.contains(element.name()), "<{}> in\n{comment}", element.name());
                assert_eq!(element.attrs().count(), 0, "{element:?} in\n{comment}");
            }
            Node::Text(text) => {
                let is_code =
                    node.ancestors().any(|above| above.value().as_element().is_some_and(|e| e.name() == "code"));
                let ours = |c: char| c.is_ascii_alphanumeric() || " \n,.;:-→()".contains(c);
                assert!(is_code || text.chars().all(ours), "{text:?} outside code in\n{comment}");
                let is_long_word = text.split_whitespace().any(|word| word.len() > 12);
                assert!(is_code || !is_long_word, "{text:?} outside code in\n{comment}");
            }
            Node::Comment(found) => assert_eq!(found.trim(), mark, "{comment}"),
            _ => {}
        }
    }
    for line in comment.lines() {
        assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line}");
    }
    // One line is one row: nothing ended a table.
    assert_eq!(comment.matches("<table>").count(), comment.matches("</table>").count());
}

#[test]
fn hostile_names_are_shown_and_do_nothing() {
    let site = small();
    for (number, name) in HOSTILE.iter().enumerate() {
        let quoted = serde_json::to_string(name).unwrap();
        let more = format!("places: [{quoted}]\nactors: [{quoted}]\nsummary: {quoted}\n");
        let text = article(name, &more)
            .replace("author: Mara Lind", &format!("author: {quoted}"))
            .replace("[talks]", &format!("[{quoted}]"));
        site.write(&format!("content/articles/2024/2024-03-04-h{number}.md"), text);
        site.write(
            &format!("content/events/e{number}.md"),
            format!("---\ntitle: {quoted}\ndate: 2024-03-04\nnokey: {quoted}\n---\nText.\n"),
        );
        let file = name.replace('/', "∕");
        site.write(&format!("content/articles/2024/2024-03-05-{file}.md"), "---\n---\n");
        site.write(&format!("content/{file}\n\n{file}"), "");
    }
    let comment = report(&site, &[]).ends(1).stdout;
    is_tame(&comment, "digest report");
    assert!(comment.contains("&#64;octocat"), "{comment}");

    // Each alone, so that none hides behind what another broke or pushed out; then what is changed, and what withdrawn.
    let (site, all) = (small(), small());
    let path = |number: usize| format!("content/articles/2024/2024-03-04-h{number}.md");
    for (number, name) in HOSTILE.iter().enumerate() {
        site.write("content/articles/2024/2024-03-04-h.md", article(name, ""));
        let comment = report(&site, &[]).stdout;
        is_tame(&comment, "digest report");
        let shown = rows(&comment, "Articles").join("\n");
        let shown = shown.replace("\\u{23}", "#");
        assert!(shown.contains(&format!("added | {} / content/", name.trim())), "{name}\n{shown}");
        all.write(&path(number), article(&format!("Title {number}"), "warning: x\n"));
    }
    commit(&all);
    for what in ["warning: NAME", "withdrawn: {date: 2024-03-30, reason: NAME}"] {
        for (number, name) in HOSTILE.iter().enumerate() {
            let name = serde_json::to_string(name).unwrap();
            all.write(
                &path(number),
                article(&format!("Title {number}"), &format!("{}\n", what.replace("NAME", &name))),
            );
        }
        let comment = report(&all, &[]).stdout;
        is_tame(&comment, "digest report");
        assert_eq!(rows(&comment, "Articles").len(), HOSTILE.len(), "{comment}");
    }
}

#[test]
fn signs_that_deceive_are_shown_as_what_they_are() {
    let site = small();
    site.write("content/articles/2024/2024-03-04-h.md", article("left \u{202e}thgir\u{2066} zero\u{200b}width", ""));
    let comment = report(&site, &[]).stdout;
    is_tame(&comment, "digest report");
    assert!(!comment.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{1b}']), "{comment}");
    assert!(rows(&comment, "Articles")[0].contains("left \\u{202e}thgir"), "{comment}");
}

/// GitHub refuses a comment of more than 65,536 characters.
#[test]
fn a_huge_change_is_cut_at_whole_rows_and_counted() {
    let site = small();
    for number in 0..400 {
        let title = format!("{number} {}", "@#<|&".repeat(30));
        site.write(&format!("content/articles/2024/2024-03-04-h{number}.md"), article(&title, "nokey: 1\n"));
        site.write(
            &format!("content/events/e{number}.md"),
            format!("---\ntitle: Event {number}\ndate: 2024-03-04\n---\nText.\n"),
        );
    }
    let comment = report(&site, &[]).ends(1).stdout;
    assert!(comment.len() <= 60_000 && comment.len() > 50_000, "{}", comment.len());
    is_tame(&comment, "digest report");
    for heading in ["Problems", "Articles", "Events"] {
        let part = comment.split(&format!("#### {heading}\n")).nth(1).unwrap().split("####").next().unwrap();
        let shown = part.matches("<tr><td>").count();
        let left: usize =
            part.lines().find_map(|line| line.strip_suffix(" more rows had no room here.")).unwrap().parse().unwrap();
        assert_eq!(shown + left, 400, "{heading}");
        assert!(shown > 10, "{heading}: {shown}");
    }
    assert!(facts(&comment).contains(&"articles: 400 added"), "{comment}");
}
