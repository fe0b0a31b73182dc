//! A vector becomes files: an article whose body it is, an article whose every field it is, a path, an address.

use crate::corpus::{self, TEXTS, Vector};

/// A file of `content/` that can lose what is refused of it and keep the rest.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// Relative to the site.
    pub(crate) path: String,
    /// The vector it carries.
    pub(crate) vector: &'static Vector,
    /// Lines of front matter, or of a vocabulary; what stands instead of one that is refused.
    pub(crate) lines: Vec<(String, String)>,
    /// What follows the front matter; nothing for a vocabulary.
    pub(crate) body: Option<String>,
}

impl File {
    /// The file as it lies on the disk. A line that was refused is empty, so that all others keep their numbers.
    pub(crate) fn text(&self) -> String {
        let lines: String = self.lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        self.body.as_ref().map_or(lines.clone(), |body| format!("---\n{lines}---\n{body}"))
    }

    /// Puts something harmless in the place of a line (from 1). False where that is no line of its own, or was done.
    pub(crate) fn mend(&mut self, line: usize) -> bool {
        let first = if self.body.is_some() { 2 } else { 1 };
        let found = line.checked_sub(first).and_then(|index| self.lines.get_mut(index));
        found.is_some_and(|(line, instead)| {
            let differs = line != instead;
            line.clone_from(instead);
            differs
        })
    }
}

/// Every file that the vectors become.
pub(crate) fn all(vectors: &'static [Vector]) -> Vec<File> {
    let mut files = Vec::new();
    for vector in corpus::of(vectors, &TEXTS).chain(corpus::of(vectors, &["markdown"])) {
        files.push(article(vector, "body", &[], &vector.text));
    }
    for vector in corpus::of(vectors, &TEXTS) {
        files.extend(fields(vector));
    }
    for vector in corpus::of(vectors, &["links"]) {
        files.extend(links(vector));
    }
    for vector in corpus::of(vectors, &["front-matter"]) {
        files.push(front_matter(vector));
    }
    for vector in corpus::of(vectors, &["file-names"]) {
        let mut file = article(vector, "name", &[], "Text.");
        file.path = format!("content/{}", vector.text);
        files.push(file);
    }
    files.extend(vocabularies(vectors));
    files
}

/// A text as YAML, and as JSON.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// An article with these lines instead of the usual ones; the second of each is what replaces it when it is refused.
fn article(vector: &'static Vector, part: &str, lines: &[(String, String)], body: &str) -> File {
    let name = &vector.name;
    let mut all = vec![
        (format!("title: Of {name} the {part}"), String::new()),
        ("author: A. Nobody".to_owned(), String::new()),
        (format!("date: 2016-{:02}-{:02}", 1 + index(vector) / 28 % 12, 1 + index(vector) % 28), String::new()),
        (format!("original_url: https://example.org/{name}/{part}"), String::new()),
        ("tags: [vectors]".to_owned(), String::new()),
    ];
    for (line, instead) in lines {
        let key = line.split(':').next().unwrap_or_default();
        match all.iter_mut().find(|(usual, _)| usual.split(':').next() == Some(key)) {
            Some(usual) => *usual = (line.clone(), std::mem::take(&mut usual.0)),
            None => all.push((line.clone(), instead.clone())),
        }
    }
    File { path: format!("content/articles/{part}/{name}-{part}.md"), vector, lines: all, body: Some(body.to_owned()) }
}

fn index(vector: &Vector) -> usize {
    corpus::ALL.iter().position(|other| other.name == vector.name).unwrap()
}

/// Lines with nothing in their place.
fn plain(lines: &[String]) -> Vec<(String, String)> {
    lines.iter().map(|line| (line.clone(), String::new())).collect()
}

/// The text in every field of every kind of file.
fn fields(vector: &'static Vector) -> Vec<File> {
    let text = quoted(&vector.text);
    let name = &vector.name;
    let article_lines = plain(&[
        format!("title: {text}"),
        format!("author: [{text}]"),
        format!("tags: [vectors, {text}]"),
        format!("publisher: {text}"),
        format!("places: [{text}]"),
        format!("actors: [{text}]"),
        format!("summary: {text}"),
        format!("original_title: {text}"),
        format!("translator: {text}"),
        format!("warning: {text}"),
        format!("image: {{src: ours.png, alt: {text}, credit: {text}}}"),
        format!("corrections: [{{date: 2016-12-30, note: {text}, kind: correction, was: {text}, now: {text}}}]"),
        format!("sources: [{{title: {text}, url: \"https://example.org/{name}/s\", publisher: {text}}}]"),
        format!("events: [{{when: 2016-12-30, what: {text}, where: {text}}}]"),
        format!("extra: {{{text}: {text}, body_html: {text}}}"),
    ]);
    let withdrawn = plain(&[format!("title: {text}"), format!("withdrawn: {{date: 2016-12-30, reason: {text}}}")]);
    let mut event = article(vector, "event", &[], "Text.");
    event.path = format!("content/events/{name}.md");
    event.lines = vec![
        (format!("title: {text}"), format!("title: Event {name}")),
        ("date: 2016-12-30".to_owned(), String::new()),
        (format!("tags: [vectors, {text}]"), String::new()),
        (format!("summary: {text}"), String::new()),
        (format!("places: [{text}]"), String::new()),
        (format!("actors: [{text}]"), String::new()),
        (format!("claims: [{{what: {text}, value: {text}, by: {text}}}]"), String::new()),
    ];
    let own = |folder: &str, more: &str, instead: &str| File {
        path: format!("content/{folder}/{name}.md"),
        lines: vec![
            (format!("title: {text}"), format!("title: The {folder} {name}")),
            (format!("summary: {text}"), String::new()),
            (more.to_owned(), instead.to_owned()),
        ],
        ..event.clone()
    };
    let mut files = vec![article(vector, "fields", &article_lines, "Text."), event.clone()];
    if index(vector).is_multiple_of(4) {
        files.push(article(vector, "gone", &withdrawn, "Text."));
        files.push(own("timelines", &format!("match: {{tags: [{text}]}}"), "match: {tags: [nothing]}"));
    }
    // Every page links to every plain page.
    if ["feeds", "json-ld"].contains(&vector.kind()) {
        files.push(own("pages", "", ""));
    }
    files
}

/// The address in every form of a link and of an image, and in every field that takes one.
fn links(vector: &'static Vector) -> Vec<File> {
    let address = &vector.text;
    let body = format!("[a]({address})\n\n[b](<{address}>)\n\n[c][r]\n\n<{address}>\n\n[r]: <{address}>\n");
    let image = format!("![a]({address})\n\n![b](<{address}> \"t\")\n\n[![c][r]](/pages/)\n\n[r]: <{address}>\n");
    let text = quoted(address);
    let lines = plain(&[
        format!("original_url: {text}"),
        format!("archived: [{text}]"),
        format!("sources: [{text}]"),
        format!("aliases: [{text}]"),
        format!("image: {{src: {text}, alt: x}}"),
        format!("extra: {{url: {text}}}"),
    ]);
    vec![
        article(vector, "links", &[], &body),
        article(vector, "images", &[], &image),
        article(vector, "addresses", &lines, "Text."),
    ]
}

/// Lines as they are, and the usual ones for the keys that they do not name.
fn front_matter(vector: &'static Vector) -> File {
    let mut file = article(vector, "keys", &[], "Text.");
    let names = |usual: &str| {
        let key = usual.split(':').next().unwrap_or_default();
        vector.text.lines().any(|line| line.starts_with(&format!("{key}:")) || line == format!("? {key}"))
    };
    file.lines.retain(|(usual, _)| !names(usual));
    file.lines.push((vector.text.clone(), vector.text.clone()));
    file
}

/// The vocabularies, one term a line.
fn vocabularies(vectors: &'static [Vector]) -> Vec<File> {
    let rows: [(&str, &str); 5] = [
        ("tags", "label: TEXT, description: TEXT, labels: {ar: TEXT}"),
        ("places", "label: TEXT, description: TEXT, note: TEXT, country: TEXT, aliases: [TEXT]"),
        ("actors", "label: TEXT, description: TEXT, kind: TEXT"),
        ("authors", "label: TEXT, description: TEXT"),
        ("publishers", "label: TEXT, note: TEXT, hosts: [NAME.example]"),
    ];
    let line = |row: &str, vector: &Vector| {
        let row = row.replace("TEXT", &quoted(&vector.text)).replace("NAME", &vector.name);
        (format!("{}: {{{row}}}", vector.name), format!("{0}: {0}", vector.name))
    };
    let file = |(name, row): (&str, &str)| File {
        path: format!("content/{name}.yaml"),
        vector: &vectors[0],
        lines: corpus::of(vectors, &TEXTS).map(|vector| line(row, vector)).collect(),
        body: None,
    };
    rows.into_iter().map(file).collect()
}
