//! What `digest init --github` writes, and what this repository has of it itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::site::Site;

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

fn ours(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn made() -> Site {
    let site = Site::empty();
    let action = format!("--action=orla/program@{COMMIT}");
    site.run(&["init", "new", "--github=Lake-Orla/news", "--today=2026-05-04", &action]).ends(0);
    site
}

/// Every file for GitHub is the one of this repository, but for what the program comes by and who owns it.
#[test]
fn this_repository_uses_what_it_writes() {
    let site = made();
    let written: BTreeSet<String> = site.tree("new/.github").into_iter().collect();
    let only_here = ["action/program.sh", "workflows/code.yml", "workflows/release.yml"].map(str::to_owned);
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github");
    let here: BTreeSet<String> = (walkdir::WalkDir::new(&here).into_iter().filter_map(Result::ok))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&here).unwrap().to_str().unwrap().to_owned())
        .collect();
    let wanted: BTreeSet<String> = here.iter().filter(|path| !only_here.contains(path)).cloned().collect();
    assert_eq!(written, wanted);
    for path in written {
        let theirs = site.read(&format!("new/.github/{path}"));
        let ours = ours(&format!(".github/{path}"));
        let (theirs, ours): (Vec<&str>, Vec<&str>) = (theirs.lines().collect(), ours.lines().collect());
        let differ: Vec<(&str, &str)> =
            ours.iter().copied().zip(theirs.iter().copied()).filter(|(a, b)| a != b).collect();
        for (our, their) in &differ {
            let wanted = our
                .replace("docs/articles.md#", "CONTRIBUTING.md#")
                .replace("@ceasefire-digest/maintainers", "@Lake-Orla");
            let action = our.contains("uses: ./ #") && their.trim_start() == format!("uses: orla/program@{COMMIT}");
            assert!(*their == wanted || action, "{path}:\n{our}\n{their}");
        }
        // The form of a pull request goes on here, for patches of the program.
        assert!(theirs.len() == ours.len() || path == "PULL_REQUEST_TEMPLATE.md", "{path}");
        assert_eq!(
            differ.iter().filter(|(our, _)| our.contains("uses: ./")).count(),
            usize::from(path.starts_with("workflows/"))
        );
    }
}

#[test]
fn actions_are_named_by_commits_and_their_versions() {
    let site = made();
    let mut pins = BTreeSet::new();
    let files = site.files("new/.github/workflows").into_values().map(|bytes| String::from_utf8(bytes).unwrap());
    let here = ["action.yml", ".github/workflows/release.yml", ".github/workflows/code.yml"].map(ours);
    for line in files.chain(here).collect::<Vec<String>>().iter().flat_map(|text| text.lines()) {
        let Some((_, action)) = line.split_once("uses: ").filter(|(_, action)| !action.starts_with("./")) else {
            continue;
        };
        let (action, version) = action.split_once(" # ").unwrap_or((action, ""));
        let (name, commit) = action.split_once('@').unwrap();
        assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{line}");
        if name != "orla/program" {
            assert!(version.starts_with('v') && version.split('.').count() == 3, "{line}");
            pins.insert(format!(
                "| `{}` | {version} | `{commit}` |",
                name.split('/').take(2).collect::<Vec<_>>().join("/")
            ));
        }
    }
    // Where each pair was seen is written down.
    let decision = ours("docs/decisions/0017-github.md");
    for pin in &pins {
        assert!(decision.contains(pin), "{pin}");
    }
    assert_eq!(decision.lines().filter(|line| line.starts_with("| `actions/")).count(), pins.len());
}

/// A text that a stranger chose never becomes a part of a script: expressions stand in `env` and `with` alone.
#[test]
fn no_script_holds_an_expression() {
    let mut scripts = 0;
    for path in ["action.yml", ".github/workflows/release.yml", ".github/workflows/code.yml"] {
        scripts += inspected(path, &ours(path));
    }
    for (path, text) in made().files("new/.github/workflows") {
        scripts += inspected(&path, &String::from_utf8(text).unwrap());
    }
    assert!(scripts > 15, "{scripts}");
}

/// Looks at each script of a file, and counts them.
fn inspected(path: &str, text: &str) -> usize {
    let file: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
    let jobs = file["jobs"].as_mapping().map_or_else(|| vec![&file["runs"]], |jobs| jobs.values().collect());
    let mut scripts = 0;
    for job in jobs {
        for step in job["steps"].as_sequence().unwrap() {
            if let Some(script) = step["run"].as_str() {
                assert!(!script.contains("${{"), "{path}: {script}");
                scripts += 1;
            }
            let uses = step["uses"].as_str().unwrap_or_default();
            let keeps = step["with"]["persist-credentials"].as_bool();
            assert!(!uses.starts_with("actions/checkout") || keeps == Some(false), "{path}: a token is left in .git");
        }
        if path != "action.yml" {
            assert!(job["timeout-minutes"].is_number() && job["permissions"].is_mapping(), "{path}: {job:?}");
        }
    }
    if path != "action.yml" {
        assert_eq!(file["permissions"].as_mapping().map(serde_yaml::Mapping::len), Some(0), "{path}");
    }
    scripts
}

/// Which event may do what: nothing that a pull request starts writes or knows a secret.
#[test]
fn rights_are_those_that_are_needed() {
    let site = made();
    let rights = |name: &str| -> Vec<String> {
        let file: serde_yaml::Value =
            serde_yaml::from_str(&site.read(&format!("new/.github/workflows/{name}.yml"))).unwrap();
        let jobs = file["jobs"].as_mapping().unwrap().values();
        let rights = jobs.flat_map(|job| job["permissions"].as_mapping().unwrap().iter());
        rights.map(|(what, how)| format!("{}: {}", what.as_str().unwrap(), how.as_str().unwrap())).collect()
    };
    assert_eq!(rights("check"), ["contents: read"]);
    assert_eq!(rights("comment"), ["contents: read", "pull-requests: write"]);
    assert_eq!(rights("links"), ["contents: read", "issues: write"]);
    assert_eq!(rights("publish"), ["contents: read", "pages: write", "id-token: write"]);
    for (path, text) in site.files("new/.github/workflows") {
        let text = String::from_utf8(text).unwrap();
        assert!(!text.contains("pull_request_target") && !text.contains("secrets."), "{path}");
    }
}

#[test]
fn the_repository_gives_the_site_its_names() {
    let site = made();
    let toml = site.read("new/site.toml");
    assert!(toml.contains("base_url = \"https://lake-orla.github.io/news/\""), "{toml}");
    assert!(toml.contains("feed_authority = \"lake-orla.github.io,2026\""), "{toml}");
    site.run(&["--root", "new", "check", "--strict", "--today", "2026-05-04"]).ends(0);
    site.run(&["--root", "new", "build"]).ends(0).says("Published 3 articles, 1 event: ");
    // A clone says itself whose it is.
    site.write("clone/.git/config", "[remote \"origin\"]\n\turl = git@github.com:orla/orla.github.io.git\n");
    let said = site.run(&["init", "clone", "--github"]).ends(0).says("https://orla.github.io/.").stderr;
    // It has a branch and an origin, and git would refuse a second one.
    assert!(said.contains("4. git push origin HEAD:main. That publishes it."), "{said}");
    assert!(!said.contains("git init") && !said.contains("remote add"), "{said}");
    assert!(said.contains("/blob/main/docs/publishing.md says all."), "{said}");
    assert!(site.read("clone/.github/CODEOWNERS").contains("* @orla\n"));
    // Without either, what is to be filled in is named.
    let said = site.run(&["init", "bare", "--github"]).ends(0).says("@OWNER in .github/CODEOWNERS").stderr;
    let steps: Vec<&str> = said.lines().filter(|line| line.as_bytes()[1] == b'.').collect();
    assert_eq!(steps.len(), 5, "{said}");
    assert!(said.contains("2. In bare: git init -b main; git add --all; git commit -m \"A digest\"."), "{said}");
    assert!(
        said.contains("4. git remote add origin https://github.com/OWNER/NAME.git; git push -u origin main."),
        "{said}"
    );
    assert!(steps.iter().all(|step| step.len() < 140), "{said}");
    site.run(&["init", "x", "--github=a b/c"]).ends(2).says("OWNER/NAME");
    site.run(&["init", "x", "--github", "--action=orla/program@v1"]).ends(2).says("the 40 digits of the commit");
    assert!(!site.path("x").exists());
}

#[test]
fn a_site_without_github_has_forms_and_no_workflow() {
    let site = Site::empty();
    site.run(&["init", "new"]).ends(0);
    let forms = ["ISSUE_TEMPLATE/article.yml", "ISSUE_TEMPLATE/correction.yml", "PULL_REQUEST_TEMPLATE.md"];
    assert_eq!(site.tree("new/.github"), forms);
    assert!(site.read("new/CONTRIBUTING.md").contains("## What is never published"));
    // The article that the page shows can be taken as it is.
    let page = site.read("new/CONTRIBUTING.md");
    let shown = page.split("```markdown\n").nth(1).unwrap().split("   ```").next().unwrap();
    let article: String = shown.lines().map(|line| format!("{}\n", line.strip_prefix("   ").unwrap_or(line))).collect();
    site.write("new/content/articles/2024/2024-03-04-truce-talks-resume.md", article);
    site.run(&["--root", "new", "check", "--strict", "--today", "2026-05-04"]).ends(0);
}
