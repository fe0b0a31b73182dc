//! The files of a new site. Those for GitHub are the ones that this repository uses itself, word for word but for
//! what is told here.

use anyhow::{Context as _, Result};
use include_dir::{Dir, include_dir};

use crate::cli::init::action::Action;
use crate::cli::init::place::Place;

/// The sample site. The theme is not part of it: a site without one takes the theme in the program, and changes with it.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/site");

/// A file of this repository's own `.github`, under the name that it has there.
macro_rules! own {
    ($path:literal) => {
        (concat!(".github/", $path), include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/.github/", $path)))
    };
}

/// What people meet who contribute.
const FORMS: [(&str, &str); 3] =
    [own!("ISSUE_TEMPLATE/article.yml"), own!("ISSUE_TEMPLATE/correction.yml"), own!("PULL_REQUEST_TEMPLATE.md")];

/// What GitHub runs, and who agrees to a change of it.
const WORKFLOWS: [(&str, &str); 7] = [
    own!("CODEOWNERS"),
    own!("dependabot.yml"),
    own!("digest/steps.sh"),
    own!("workflows/check.yml"),
    own!("workflows/comment.yml"),
    own!("workflows/links.yml"),
    own!("workflows/publish.yml"),
];

/// How the workflows here come by the program: by the action that lies beside them.
const OWN_ACTION: &str = "uses: ./ ";

/// What a new site is to say of itself.
pub(super) struct Wish<'a> {
    /// Its repository, where that is known.
    pub(super) place: Option<&'a Place>,
    /// The year in which its feeds get their name.
    pub(super) year: i16,
    /// What brings the program to its workflows.
    pub(super) action: &'a Action,
}

/// The files of the sample site with its forms, sorted by path.
pub(super) fn sample(wish: &Wish<'_>) -> Result<Vec<(String, String)>> {
    let mut files: Vec<(String, String)> = FORMS.iter().map(|file| theirs(wish, file)).collect();
    let mut folders = vec![&SITE];
    while let Some(folder) = folders.pop() {
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let text = file.contents_utf8().with_context(|| format!("the sample {path} is not text"))?;
            // A real `.gitignore` in this repository would hide parts of the sample from git itself.
            let path = if path == "gitignore" { ".gitignore".to_owned() } else { path };
            let text = if path == "site.toml" { settings(wish, text) } else { text.to_owned() };
            files.push((path, text));
        }
        folders.extend(folder.dirs());
    }
    files.sort();
    Ok(files)
}

/// The workflows, with what they need.
pub(super) fn workflows(wish: &Wish<'_>) -> Vec<(String, String)> {
    WORKFLOWS.iter().map(|file| theirs(wish, file)).collect()
}

/// site.toml of a site at its place.
fn settings(wish: &Wish<'_>, text: &str) -> String {
    let text = text.replace("{year}", &wish.year.to_string());
    wish.place.map_or(text.clone(), |place| {
        text.replace("https://example.org/", &place.address()).replace("example.org,", &format!("{},", place.host()))
    })
}

/// A file of ours as another repository has it.
fn theirs(wish: &Wish<'_>, (path, text): &(&str, &str)) -> (String, String) {
    let owner = wish.place.map_or("OWNER", |place| &place.owner);
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        // From here on the form is for those who change the program.
        if line.starts_with("**A patch**") {
            break;
        }
        if let Some((before, _)) = line.split_once(OWN_ACTION) {
            out.push_str(&format!("{before}uses: {}\n", wish.action));
            continue;
        }
        // The page on articles is a part of the program; a site has the part that matters in its CONTRIBUTING.md.
        let line = line.replace("docs/articles.md#", "CONTRIBUTING.md#");
        out.push_str(&line.replace("@ceasefire-digest/maintainers", &format!("@{owner}")));
    }
    let end = if out.ends_with("\n\n") { out.trim_end().len() + 1 } else { out.len() };
    out.truncate(end);
    ((*path).to_owned(), out)
}
