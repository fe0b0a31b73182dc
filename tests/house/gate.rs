//! What the gate promises of the rest of the program: nothing else spells a tag, builds an address or joins a path of what
//! strangers wrote. Found in the text of the sources; each exception stands here with its reason.

use super::{File, none, sources};

/// A literal outside the gate that may look like a tag: file, what it holds, why.
const TAGS: &[(&str, &str, &str)] = &[
    (
        "theme/icon.rs",
        "<svg xmlns='http://www.w3.org/2000/svg'",
        "the icon: a constant of ours, which is percent-encoded",
    ),
    ("diagnostic/rules.rs", "not `<b>bold</b>`", "a sentence for the terminal and docs/rules.md"),
    ("import/input.rs", "<!doctype html", "what a saved page begins with: it is looked for, not written"),
    ("import/input.rs", "<", "the same list"),
    ("import/page/depth.rs", "</", "looked for in a saved page"),
    ("import/page/place.rs", "<body", "looked for in a saved page"),
    ("import/page/place.rs", "<BODY", "looked for in a saved page"),
];

/// A literal outside the gate that may look like an address with something in it: file, what it holds, why.
const ADDRESSES: &[(&str, &str, &str)] = &[
    ("assemble/terms.rs", "to content/{}.yaml", "a sentence"),
    ("cli/draft.rs", "content/articles/", "a new file beside those of the site, named by a day and a slug"),
    ("cli/import.rs", "sources/{stem}.txt", "a new file, named by the slug of the draft"),
    (
        "cli/init.rs",
        "git remote add origin https://github.com/{origin}.git; git push",
        "a command that a person is told to run",
    ),
    ("cli/init/place.rs", "{}/{}", "the name of a repository, for people and for the comment of a workflow"),
    ("cli/init/place.rs", "https://{host}/", "base_url of a new site, from a name that was looked at letter by letter"),
    ("cli/mend.rs", "{name}", "the head of a difference that is printed"),
    ("cli/new.rs", "content/{}.yaml", "a sentence"),
    ("cli/serve/answer.rs", "{base}/", "where the preview's site begins: the base path of site.toml"),
    ("cli/serve/answer.rs", "{folder}/", "a key that is looked for among the files of a build"),
    ("cli/serve/answer.rs", "{wanted}/", "the same; what is answered of it is encoded by the gate"),
    ("cli/serve/shown.rs", "{}/", "the base path again"),
    ("cli/serve/web.rs", "?{query}", "the query of a request, given back to whoever sent it"),
    ("cli/theme.rs", "themes/{}/{}", "a list of files, for people"),
    ("cli/site.rs", "themes/{name}", "the theme that site.toml names, judged before"),
    ("cli/site.rs", "{folder}/", "the same folder"),
    ("config/values.rs", "https://{text}/", "read by the gate at once, and thrown away"),
    ("keys.rs", "content/{}.yaml", "a sentence"),
    ("publish/folder.rs", "{folder}/{name}", "what lies in a folder, for looking at it"),
    ("publish/hashes.rs", "/{path}", "a name that is listed as none of ours is, to be refused"),
    ("publish/manifest.rs", "/{path}", "where the file of a route lies, as the manifest has it"),
    ("publish/waiting.rs", "{folder}/{name}", "what waits in a folder, to be swept"),
    ("publish/waiting.rs", "{TREE}/{folder}", "a folder that waits"),
    ("publish/staging.rs", "/{}", "where the file of a route lies, as the manifest has it"),
    ("publish/staging.rs", "{key}/", "what files below a path begin with, for looking for one"),
    ("publish/staging.rs", "/{twice}, or one", "a sentence"),
    ("publish/staging.rs", "/{both} would be a file and a folder: nothing was published", "a sentence"),
    ("publish/steps.rs", "{path}/{name}", "what lies in a folder, for looking at it"),
    ("publish/steps.rs", "{path}/", "what files below a path begin with, for looking for one"),
    ("report.rs", "{}/", "the folder of the site in its repository, for a runner's annotations"),
    ("source/revision.rs", "refs/remotes/origin/{branch}", "a command that a person is told to run"),
    ("words/load.rs", "words/{", "a sentence, and the name of a theme's file"),
    ("config/base.rs", "{}{}/", "the base path of site.toml"),
    ("import/page/depth.rs", "</{name}", "looked for in a saved page"),
    ("model/article.rs", "`#{}`", "a sentence"),
    ("parse/fields/links.rs", "https://example.org/?{pair}", "read as an address, and only its query kept"),
    ("schema/value.rs", "{", "regular expressions"),
    ("theme.rs", "static/{name}", "a sentence"),
    ("parse/body.rs", "#{", "the part of a page: the gate reads the whole address again"),
];

/// A path that is joined from what is no literal, outside `source` and `publish`: file, what stands there, why.
const PATHS: &[(&str, &str, &str)] = &[
    ("cli/filter.rs", "root.join(path)", "a path of the command line"),
    ("cli/import.rs", "site.root.join(&path)", "the new file, for people"),
    ("cli/init.rs", "dir.join(path)", "the embedded sample, into the folder of the command line"),
    ("cli/serve/watch.rs", "self.root.join(name)", "the two folders of a site, by constants"),
    ("cli/site.rs", "SITE_TOML", "a constant"),
    ("cli/site.rs", "config.output", "the output folder of site.toml"),
    (
        "import/page/walk.rs",
        "base.join(href)",
        "an address that is resolved for a draft; the gate reads it when it is built",
    ),
];

/// The string literals of a text of Rust, with their lines. Comments and characters are passed over.
fn literals(text: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        let rest = &chars[at..];
        let begins = |sign: &str| rest.iter().zip(sign.chars()).filter(|(a, b)| **a == *b).count() == sign.len();
        let length = if begins("//") {
            rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())
        } else if begins("r\"") || begins("r#") {
            let hashes = rest[1..].iter().take_while(|c| **c == '#').count();
            let end: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            let body: String = rest[(hashes + 2).min(rest.len())..].iter().collect();
            let Some(stop) = body.find(&end).filter(|_| rest.get(hashes + 1) == Some(&'"')) else {
                at += 1;
                continue;
            };
            found.push((line, body[..stop].to_owned()));
            2 + hashes + body[..stop].chars().count() + end.len()
        } else if begins("\"") {
            let mut length = 1;
            while rest.get(length).is_some_and(|c| *c != '"') {
                length += if rest[length] == '\\' { 2 } else { 1 };
            }
            found.push((line, rest[1..length.min(rest.len())].iter().collect()));
            length + 1
        } else if begins("'\\") {
            2 + rest[2..].iter().skip(1).position(|c| *c == '\'').unwrap_or(0) + 2
        } else if rest[0] == '\'' && rest.get(2) == Some(&'\'') {
            3
        } else {
            1
        };
        line += rest[..length.min(rest.len())].iter().filter(|c| **c == '\n').count();
        at += length;
    }
    found
}

/// Whether a tag begins somewhere in a literal: `<` and a letter, `</`, `<!`.
fn spells_a_tag(literal: &str) -> bool {
    let mut rest = literal.split('<').skip(1);
    rest.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!'))
}

/// Whether a value is put beside a slash, behind a `#`, `?` or a scheme: what an address is made of.
fn builds_an_address(literal: &str) -> bool {
    let places = ["/{", "}/", "#{", "?{", "://{", "mailto:{", "%{"];
    // `{:#?}` and the like are how a value is printed, not where.
    let literal = literal.replace("{{", "").replace("}}", "");
    places.iter().any(|place| literal.contains(place)) && !literal.contains("%{:02X}") && !literal.contains("%{byte")
}

/// Complaints about literals outside the gate that no exception names; every exception has to be needed.
fn judged(wrong: fn(&str) -> bool, what: &str, exceptions: &[(&str, &str, &str)]) -> Vec<String> {
    let mut used = vec![false; exceptions.len()];
    let mut complaints = Vec::new();
    for file in sources().iter().filter(|file| file.module() != "gate") {
        for (line, literal) in literals(&file.code.join("\n")).into_iter().filter(|(_, literal)| wrong(literal)) {
            let excused = |(path, text, _): &(&str, &str, &str)| file.path == *path && literal.contains(text);
            match exceptions.iter().position(excused) {
                Some(at) => used[at] = true,
                None => complaints.push(format!("src/{}:{line}: {what}: {literal:?}", file.path)),
            }
        }
    }
    let idle = exceptions.iter().zip(used).filter(|(_, used)| !used);
    complaints.extend(idle.map(|((path, text, _), _)| format!("no exception is needed for {text:?} in src/{path}")));
    complaints
}

#[test]
fn only_the_gate_spells_a_tag() {
    none(judged(spells_a_tag, "a tag outside src/gate", TAGS));
}

#[test]
fn only_the_gate_builds_an_address() {
    none(judged(builds_an_address, "an address outside src/gate", ADDRESSES));
}

/// Paths are joined where the disk is, and of nothing that strangers name: `source` walks, `publish` follows routes.
#[test]
fn only_the_ends_join_paths() {
    let mut used = vec![false; PATHS.len()];
    let mut complaints = Vec::new();
    for file in sources().iter().filter(|file| !["source", "publish"].contains(&file.module())) {
        for (number, line) in file.statements() {
            let names = ["std::path", "PathBuf::", " Path::new(", "(Path::new("].iter().any(|word| line.contains(word));
            if names && file.module() != "cli" {
                complaints.push(format!("src/{}:{number}: a path: {}", file.path, line.trim()));
            }
            let joins =
                line.split(".join(").skip(1).any(|rest| !rest.starts_with(['"', '\'', ')']) && !rest.is_empty());
            if !joins {
                continue;
            }
            match PATHS.iter().position(|(path, text, _)| file.path == *path && line.contains(text)) {
                Some(at) => used[at] = true,
                None => complaints.push(format!("src/{}:{number}: a path is joined: {}", file.path, line.trim())),
            }
        }
    }
    let idle = PATHS.iter().zip(used).filter(|(_, used)| !used);
    complaints.extend(idle.map(|((path, text, _), _)| format!("no exception is needed for {text:?} in src/{path}")));
    none(complaints);
}

/// A new kind of Markdown stops the compiler: no arm takes what it does not name, no pattern leaves fields out.
#[test]
fn the_walk_names_every_event_and_tag() {
    let files = sources();
    let walk = files.iter().find(|file| file.path == "gate/html/walk.rs").unwrap();
    let mut complaints = Vec::new();
    for (number, line) in walk.statements() {
        let arm = line.trim_start();
        let takes_all = ["_ =>", "_ if ", "other =>"].iter().any(|sign| arm.starts_with(sign)) || arm.contains("| _");
        let leaves_out = (arm.contains("Tag::") || arm.contains("Event::")) && arm.contains("..");
        if takes_all || leaves_out {
            complaints.push(format!("src/{}:{number}: {arm}", walk.path));
        }
    }
    for word in ["match event {", "match tag {", "match frame {"] {
        if !walk.statements().any(|(_, line)| line.contains(word)) {
            complaints.push(format!("src/{}: `{word}` was not found", walk.path));
        }
    }
    none(complaints);
}

/// Words by which text could leave unescaped, and the one place for each.
#[test]
fn nothing_goes_round_the_gate() {
    const WORDS: [(&str, &str); 14] = [
        ("ENABLE_HEADING_ATTRIBUTES", ""),
        ("Options::all()", ""),
        ("html::push_html", ""),
        ("write_html", ""),
        ("render_str", ""),
        ("one_off", ""),
        ("safe_string", ""),
        ("mark_safe", "render.rs"),
        ("autoescape_on", "theme/engine.rs"),
        ("set_escape_fn", "theme/engine.rs"),
        ("from_escaped", ""),
        ("BytesCData", ""),
        ("Html::trusted", "gate"),
        ("Html(", "gate"),
    ];
    let is_home = |file: &File, home: &str| file.path == home || (!home.is_empty() && file.module() == home);
    let mut complaints = Vec::new();
    for file in sources() {
        for (number, line) in file.statements() {
            for (word, home) in WORDS.iter().filter(|(word, home)| line.contains(word) && !is_home(&file, home)) {
                let part = line.split(word).next().unwrap_or_default();
                if !part.ends_with(char::is_alphanumeric) {
                    complaints.push(format!("src/{}:{number}: `{word}` belongs to {home:?}", file.path));
                }
            }
        }
    }
    none(complaints);
}

/// A field of a view that a theme may print as it is has the type that only the gate makes, and no other field has.
#[test]
fn fields_of_views_that_end_in_html_are_html() {
    let files = sources();
    let mut complaints = Vec::new();
    let mut fields: Vec<String> = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("plan/view")) {
        for (number, line) in file.statements() {
            let field = line.trim().strip_prefix("pub ").and_then(|line| line.strip_suffix(',')?.split_once(": "));
            let Some((name, kind)) = field else { continue };
            let is_html = kind == "Html" || kind == "Option<Html>";
            if is_html != name.ends_with("_html") || kind.contains("Html") != is_html {
                complaints.push(format!("src/{}:{number}: {}", file.path, line.trim()));
            }
            if is_html {
                fields.push(format!("{name:?}"));
            }
        }
    }
    fields.sort();
    fields.dedup();
    let trust = files.iter().find(|file| file.path == "theme/engine/trust.rs").unwrap();
    let listed = format!("[{}]", fields.join(", "));
    if !trust.statements().any(|(_, line)| line.contains(&listed)) {
        complaints.push(format!("src/{}: the fields are {listed}", trust.path));
    }
    none(complaints);
}

#[test]
fn the_search_finds_what_it_looks_for() {
    let text = "let a = \"<b>\"; // \"<i>\"\nlet b = r#\"</p> \"x\" \"#; let c = '\"'; let d = '\\''; f::<u8>(\"a\\\"<u>\");\nformat!(\"/{slug}/\")";
    let found = literals(text);
    let tags: Vec<usize> = found.iter().filter(|(_, text)| spells_a_tag(text)).map(|(line, _)| *line).collect();
    assert_eq!(tags, [1, 2, 2], "{found:?}");
    assert_eq!(
        found.iter().filter(|(_, text)| builds_an_address(text)).map(|(line, _)| *line).collect::<Vec<_>>(),
        [3]
    );
    for wrong in ["https://{host}/", "/{}", "{base}/x", "#{id}", "mailto:{name}"] {
        assert!(builds_an_address(wrong), "{wrong}");
    }
    assert!(!spells_a_tag("a < b") && !builds_an_address("/x/") && !builds_an_address("{a} and {b}"));
}
