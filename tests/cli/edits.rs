//! What people, and accidents, do to a site between two builds.

use std::fs::{self, File};
use std::process::Stdio;

use crate::killed::{stamp, wait};
use crate::random::Random;
use crate::sequences::World;

/// One kind of edit; it says what it did, or nothing where there was nothing to do it to.
pub(crate) type Edit = fn(&mut World, &mut Random) -> Option<String>;

/// Every kind, some more than once because they are more likely in life.
pub(crate) const EDITS: &[Edit] = &[
    body,
    body,
    front_matter,
    front_matter,
    front_matter,
    front_matter,
    another,
    another,
    rename,
    carry,
    delete,
    bring_back,
    vocabulary,
    vocabulary,
    settings,
    settings,
    theme,
    theme,
    statics,
    picture,
    same_size,
    touch,
    touch_all,
    drafts,
    cache_garbage,
    cache_bit,
    cache_gone,
    cache_stale,
    tamper,
    tamper_hidden,
    published_gone,
    published_stale,
    foreign,
    aborted,
    aborted,
    broken,
    nothing,
];

const TAGS: [&str; 7] = ["aid", "talks", "truce", "Lake truce", "ferries", "new-tag", "مساعدات"];
const PLACES: [&str; 4] = ["orla-harbour", "Orla Island", "The lake", "somewhere"];

/// One of the files whose path starts and ends so.
fn pick(world: &World, random: &mut Random, start: &str, end: &str) -> Option<String> {
    let paths: Vec<String> =
        world.sources().into_keys().filter(|path| path.starts_with(start) && path.ends_with(end)).collect();
    (!paths.is_empty()).then(|| random.one(&paths).clone())
}

fn published(world: &World, random: &mut Random) -> Option<String> {
    let paths: Vec<String> = world.site.files("public").into_keys().filter(|path| path != "manifest.json").collect();
    let paths: Vec<&String> = paths.iter().filter(|path| !world.foreign.contains_key(*path)).collect();
    (!paths.is_empty()).then(|| (*random.one(&paths)).clone())
}

fn list(random: &mut Random, words: &[&str]) -> String {
    let chosen: Vec<&str> = words.iter().copied().filter(|_| random.below(3) == 0).collect();
    format!("[{}]", if chosen.is_empty() { words[0].to_owned() } else { chosen.join(", ") })
}

fn body(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/", ".md")?;
    let number = random.below(1_000);
    let more = match random.below(6) {
        0 => format!("\n\n## Part {number}\n\nMore of it."),
        1 => "\n\nSee [the convoy](/events/harbour-convoy/) and [all](/timeline/).".to_owned(),
        2 => format!("\n\n> \"A word\", somebody said.[^n{number}]\n\n[^n{number}]: A note."),
        3 => "\n\n```json\n{\"a\": 1}\n```".to_owned(),
        4 => format!("\n\n<b onclick=\"x()\">{number}</b>"),
        _ => format!(" One more sentence, {number}."),
    };
    world.site.write(&path, world.site.read(&path).trim_end().to_owned() + &more + "\n");
    Some(format!("the body of {path}: {more:?}"))
}

fn front_matter(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/articles/", ".md")?;
    let number = random.below(1_000);
    let line = match random.below(14) {
        0 => format!("title: A title of number {number}"),
        1 => format!("date: 20{}-{:02}-{:02}", 15 + random.below(3), 1 + random.below(12), 1 + random.below(28)),
        2 | 3 => format!("tags: {}", list(random, &TAGS)),
        4 => format!("places: {}", list(random, &PLACES)),
        5 => format!("events: {}", random.one(&["[harbour-convoy]", "[ice-on-the-lake, harbour-convoy]", "[]"])),
        6 => format!("summary: In short, {number}."),
        7 => format!("draft: {}", random.one(&["true", "false"])),
        8 => format!("aliases: [/old/{number}/, /{number}.html]"),
        9 => format!("withdrawn: {{date: 2017-03-01, reason: Number {number} was wrong.}}"),
        10 => format!("key: {}", random.one(&["true", "false"])),
        11 => format!("lang: {}", random.one(&["en", "ar", "ru"])),
        12 => format!("slug: named-{number}"),
        _ => format!("author: {}", list(random, &["Mara Lind", "Jon Example", "Somebody Else"])),
    };
    let key = line.split(':').next().unwrap().to_owned();
    let text = world.site.read(&path);
    let (head, rest) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
    let others: Vec<&str> = head.lines().filter(|old| !old.starts_with(&format!("{key}:"))).collect();
    world.site.write(&path, format!("---\n{}\n{line}\n---\n{rest}", others.join("\n")));
    Some(format!("{line:?} in {path}"))
}

fn another(world: &mut World, random: &mut Random) -> Option<String> {
    let number = random.below(100_000);
    let day = 1 + random.below(28);
    let path = format!("content/articles/2016/2016-10-{day:02}-another-{number}.md");
    let tags = list(random, &TAGS);
    world.site.write(
        &path,
        format!(
            "---\ntitle: Another, {number}\nauthor: Jon Example\ndate: 2016-10-{day:02}\n\
             original_url: https://example.org/{number}\ntags: {tags}\n---\nThe text of number {number}.\n"
        ),
    );
    Some(format!("a new article {path}"))
}

fn rename(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/articles/", ".md")?;
    let to = path.replace(".md", &format!("-{}.md", random.below(100)));
    fs::rename(world.site.path(&path), world.site.path(&to)).unwrap();
    Some(format!("{path} is renamed to {to}"))
}

fn carry(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/articles/", ".md")?;
    let to = format!("content/articles/{}/{}", random.one(&["2016", "2017", "deep/er"]), path.rsplit('/').next()?);
    let text = fs::read(world.site.path(&path)).unwrap();
    world.site.remove(&path);
    world.site.write(&to, text);
    Some(format!("{path} is moved to {to}"))
}

fn delete(world: &mut World, random: &mut Random) -> Option<String> {
    let start = *random.one(&["content/articles/", "content/articles/", "content/pages/", "content/timelines/"]);
    let path = pick(world, random, start, ".md")?;
    world.gone.push((path.clone(), fs::read(world.site.path(&path)).unwrap()));
    world.site.remove(&path);
    Some(format!("{path} is deleted"))
}

fn bring_back(world: &mut World, _: &mut Random) -> Option<String> {
    let (path, bytes) = world.gone.pop()?;
    world.site.write(&path, bytes);
    Some(format!("{path} is back"))
}

fn vocabulary(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/", ".yaml")?;
    let (text, number) = (world.site.read(&path), random.below(1_000));
    let text = match random.below(3) {
        0 => format!("{}\nterm-{number}: {{label: Term {number}, aliases: [other-{number}]}}\n", text.trim_end()),
        1 => text.replacen("label: ", &format!("label: {number} "), 1),
        _ => text.replace("aliases: [truce, cease-fire]", "aliases: [truce]"),
    };
    world.site.write(&path, text);
    Some(format!("{path}, {number}"))
}

fn settings(world: &mut World, random: &mut Random) -> Option<String> {
    let number = 1 + random.below(50);
    let mut lines = vec![
        "base_url = \"https://example.org/digest/\"".to_owned(),
        "feed_authority = \"example.org,2016\"".to_owned(),
        format!("title = \"Digest {number}\""),
        format!("theme = {:?}", random.one(&["own", "own", "default"])),
        format!("inline_css = {}", random.one(&["true", "false"])),
        format!("lang = {:?}", random.one(&["en", "en", "ar", "fr"])),
    ];
    if random.below(3) == 0 {
        lines[0] = "base_url = \"https://example.net/\"".to_owned();
        lines.push("cname = \"example.net\"".to_owned());
    }
    let on = random.one(&["days", "tags", "places", "events", "search", "publishers"]);
    lines.push(format!("[pages]\n{on} = {}", random.one(&["true", "false"])));
    lines.push("[rules]\naddress-lost = \"off\"\nsite-moved = \"off\"".to_owned());
    lines.push(format!("[limits]\nhome_entries = {number}\nlist_entries = {}", 60 + number));
    lines.push(format!("[feeds]\nentries = {number}\nterms = {}", random.one(&["true", "false"])));
    world.site.write("site.toml", lines.join("\n") + "\n");
    Some(format!("site.toml: {lines:?}"))
}

fn theme(world: &mut World, random: &mut Random) -> Option<String> {
    let number = random.below(1_000);
    let path = *random.one(&["templates/plain.html", "templates/not_found.html", "static/style.css", "words/en.toml"]);
    let text = match path {
        "words/en.toml" => format!("[labels]\nlatest = \"Latest {number}\"\n"),
        "static/style.css" => format!("p {{ margin: {number}px }}\n"),
        _ => {
            fs::read_to_string(format!("{}/themes/default/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
                + &format!("<!-- {number} -->\n")
        }
    };
    let place = format!("themes/own/{path}");
    if world.site.path(&place).exists() && random.below(3) == 0 {
        world.site.remove(&place);
        return Some(format!("{place} is removed"));
    }
    world.site.write(&place, text);
    Some(format!("{place}, {number}"))
}

/// A static file comes, changes, goes, or becomes a folder.
fn statics(world: &mut World, random: &mut Random) -> Option<String> {
    let folder = "themes/own/static";
    for path in ["thing/deep/key.txt", "thing/key.txt", "thing"] {
        let place = world.site.path(&format!("{folder}/{path}"));
        let _ = fs::remove_file(&place).or_else(|_| fs::remove_dir(&place));
        let _ = fs::remove_dir(place.parent().unwrap());
    }
    let path = *random.one(&["thing", "thing/key.txt", "thing/deep/key.txt", ""]);
    if !path.is_empty() {
        world.site.write(&format!("{folder}/{path}"), format!("key {}", random.below(1_000)));
    }
    Some(format!("static/{path}"))
}

fn picture(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/articles/", ".md")?;
    let folder = path.rsplit_once('/')?.0;
    let from = *random.one(&["images/texts.png", "whole/content/articles/2016/map.png"]);
    let bytes = fs::read(format!("{}/tests/fixtures/{from}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    world.site.write(&format!("{folder}/drawn.png"), bytes);
    world.site.write(&path, world.site.read(&path) + "\n![A drawing](drawn.png)\n");
    Some(format!("{from} in {path}"))
}

/// Changes letters and nothing that a listing of the folder shows.
fn same_size(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/", ".md")?;
    let text = world.site.read(&path);
    let (head, rest) = text.split_once("\n---\n")?;
    let swap = |c: char| match c {
        'a' => 'e',
        'e' => 'a',
        other => other,
    };
    let rest: String = rest
        .lines()
        .map(|line| if line.contains("](") { line.to_owned() } else { line.chars().map(swap).collect() })
        .collect::<Vec<_>>()
        .join("\n");
    let place = world.site.path(&path);
    let time = fs::metadata(&place).unwrap().modified().unwrap();
    fs::write(&place, format!("{head}\n---\n{rest}{}", if text.ends_with('\n') { "\n" } else { "" })).unwrap();
    File::options().write(true).open(&place).unwrap().set_modified(time).unwrap();
    Some(format!("letters in {path}, same size and time"))
}

fn touch(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/", "")?;
    let bytes = fs::read(world.site.path(&path)).unwrap();
    world.site.write(&path, bytes);
    Some(format!("{path} is written as it was"))
}

fn touch_all(world: &mut World, _: &mut Random) -> Option<String> {
    for (path, bytes) in world.sources() {
        world.site.write(&path, bytes);
    }
    Some("every file is written as it was".to_owned())
}

fn drafts(world: &mut World, _: &mut Random) -> Option<String> {
    world.drafts = !world.drafts;
    Some(format!("drafts: {}", world.drafts))
}

/// The files of the cache; where there are none, names that one might have.
fn cached(world: &World) -> Vec<String> {
    let found: Vec<String> = world.site.files(".digest").into_keys().filter(|path| path != "lock").collect();
    if found.is_empty() { vec!["cache".to_owned(), "memory".to_owned()] } else { found }
}

fn cache_garbage(world: &mut World, random: &mut Random) -> Option<String> {
    let garbage: Vec<u8> = (0..random.below(300)).map(|_| random.below(256) as u8).collect();
    for path in cached(world) {
        world.site.write(&format!(".digest/{path}"), &garbage);
    }
    Some("garbage in the cache".to_owned())
}

fn cache_bit(world: &mut World, random: &mut Random) -> Option<String> {
    let path = format!(".digest/{}", random.one(&cached(world)));
    let mut bytes = fs::read(world.site.path(&path)).ok().filter(|bytes| !bytes.is_empty())?;
    let at = random.below(bytes.len());
    if random.below(2) == 0 {
        bytes[at] ^= 1 << random.below(8)
    } else {
        bytes.truncate(at)
    }
    world.site.write(&path, bytes);
    Some(format!("{path} is damaged at {at}"))
}

fn cache_gone(world: &mut World, _: &mut Random) -> Option<String> {
    let _ = fs::remove_dir_all(world.site.path(".digest"));
    Some("the cache is gone".to_owned())
}

/// A cache of another time, as when a folder is put back from a backup.
fn cache_stale(world: &mut World, _: &mut Random) -> Option<String> {
    let now = world.site.files(".digest");
    for (path, bytes) in std::mem::replace(&mut world.old_cache, now) {
        world.site.write(&format!(".digest/{path}"), bytes);
    }
    Some("an older cache".to_owned())
}

fn tamper(world: &mut World, random: &mut Random) -> Option<String> {
    let path = published(world, random)?;
    world.site.write(&format!("public/{path}"), "by hand");
    Some(format!("public/{path} is changed by hand"))
}

fn tamper_hidden(world: &mut World, random: &mut Random) -> Option<String> {
    let path = published(world, random)?;
    let place = world.site.path(&format!("public/{path}"));
    let (mut bytes, time) = (fs::read(&place).unwrap(), fs::metadata(&place).unwrap().modified().unwrap());
    *bytes.last_mut()? ^= 1;
    fs::write(&place, bytes).unwrap();
    File::options().write(true).open(&place).unwrap().set_modified(time).unwrap();
    Some(format!("public/{path} is changed by hand, same size and time"))
}

fn published_gone(world: &mut World, random: &mut Random) -> Option<String> {
    let path = published(world, random)?;
    world.site.remove(&format!("public/{path}"));
    Some(format!("public/{path} is deleted by hand"))
}

/// The published folder of another time, with its manifest.
fn published_stale(world: &mut World, _: &mut Random) -> Option<String> {
    let mut now = world.site.files("public");
    now.retain(|path, _| !world.foreign.contains_key(path));
    let old = std::mem::replace(&mut world.old_public, now);
    if old.is_empty() {
        return Some("the published folder is kept".to_owned());
    }
    fs::remove_dir_all(world.site.path("public")).unwrap();
    world.foreign.clear();
    for (path, bytes) in old {
        world.site.write(&format!("public/{path}"), bytes);
    }
    Some("an older published folder".to_owned())
}

fn foreign(world: &mut World, random: &mut Random) -> Option<String> {
    let beside = published(world, random)?;
    let folder = beside.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    // The folder `thing` may have to become a file, which somebody's file in it forbids.
    let path = format!("{folder}own-{}.txt", random.below(1_000));
    if path.starts_with("thing/") {
        return None;
    }
    world.site.write(&format!("public/{path}"), "mine");
    world.foreign.insert(path.clone(), b"mine".to_vec());
    Some(format!("somebody's file public/{path}"))
}

/// An edit whose build is killed.
fn aborted(world: &mut World, random: &mut Random) -> Option<String> {
    let edit = *random.one(&[front_matter as Edit, another, settings, delete, statics]);
    let what = edit(world, random)?;
    // The manifest is the first file that a build writes.
    let mark = world.site.path("public/manifest.json");
    let before = stamp(&mark);
    let mut child = world.command(&world.site).stderr(Stdio::null()).spawn().unwrap();
    wait(&mut child, &mark, before);
    let spins = random.below(200_000);
    (0..spins).for_each(|_| std::hint::spin_loop());
    child.kill().unwrap();
    child.wait().unwrap();
    Some(format!("{what}, and a build that is killed while it publishes ({spins})"))
}

/// A mistake, which the next step takes back.
fn broken(world: &mut World, random: &mut Random) -> Option<String> {
    let path = pick(world, random, "content/articles/", ".md")?;
    world.site.write(&path, world.site.read(&path).replace("\ndate: ", "\nday: "));
    Some(format!("{path} has no date"))
}

fn nothing(_: &mut World, _: &mut Random) -> Option<String> {
    Some("nothing".to_owned())
}
