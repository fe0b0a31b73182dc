//! The floor: reads and parses every article, and makes files of given names and sizes. It renders nothing and checks
//! nothing, so that what it takes is what reading, parsing and the disk take.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

/// Writes down the names and sizes of the files in a folder.
///
/// # Errors
/// When the disk refuses.
pub(crate) fn list(folder: &Path, to: &Path) -> io::Result<()> {
    let mut lines = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(io::Error::other)?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).map_err(io::Error::other)?;
            lines.push(format!("{} {}", entry.metadata().map_err(io::Error::other)?.len(), path.display()));
        }
    }
    fs::write(to, lines.join("\n"))
}

/// The program itself.
pub(crate) fn run(content: &Path, list: &Path, out: &Path) {
    let files: Vec<_> =
        WalkDir::new(content).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file()).collect();
    let pages: Vec<String> = files.par_iter().map(|file| page(&fs::read_to_string(file.path()).unwrap())).collect();
    let text: Vec<u8> = pages.concat().into_bytes();
    let list = fs::read_to_string(list).unwrap();
    let wanted: Vec<(usize, &str)> = list
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(size, path)| (size.parse().unwrap(), path))
        .collect();
    // As a first build does it: at their paths in a folder beside, and then each topmost folder into its place.
    let beside = out.join(".beside");
    wanted.par_iter().for_each(|(size, path)| {
        let place = beside.join(path);
        let mut file = fs::File::create(&place).unwrap_or_else(|_| {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::File::create(&place).unwrap()
        });
        let mut left = *size;
        while left > 0 {
            let piece = left.min(text.len());
            file.write_all(&text[..piece]).unwrap();
            left -= piece;
        }
    });
    for entry in fs::read_dir(&beside).unwrap() {
        let entry = entry.unwrap();
        fs::rename(entry.path(), out.join(entry.file_name())).unwrap();
    }
}

fn page(text: &str) -> String {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body);
    let mut page = String::with_capacity(body.len() * 2);
    html::push_html(&mut page, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES));
    page
}
