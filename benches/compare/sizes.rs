//! What was made weighs: all of it, and a page of an article, as it is and as a host sends it (gzip, level 6).

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use walkdir::WalkDir;

/// Bytes, as they are and with gzip.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    files: u64,
    bytes: u64,
    gzip: u64,
}

impl Weight {
    fn and(self, other: Weight) -> Weight {
        Weight { files: self.files + other.files, bytes: self.bytes + other.bytes, gzip: self.gzip + other.gzip }
    }

    fn of(path: &Path) -> Weight {
        let bytes = fs::read(path).unwrap();
        let mut gzip = GzEncoder::new(Vec::new(), Compression::new(6));
        gzip.write_all(&bytes).unwrap();
        Weight { files: 1, bytes: bytes.len() as u64, gzip: gzip.finish().unwrap().len() as u64 }
    }
}

/// Prints a line of a site in this folder.
pub(crate) fn line(name: &str, folder: &Path) {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let files: Vec<_> = files.map(walkdir::DirEntry::into_path).collect();
    let weighed: Vec<(bool, Weight)> =
        files.par_iter().map(|path| (is_of_article(path.strip_prefix(folder).unwrap()), Weight::of(path))).collect();
    let sum = |of: &dyn Fn(bool) -> bool| {
        weighed.iter().filter(|(article, _)| of(*article)).fold(Weight::default(), |sum, (_, one)| sum.and(*one))
    };
    let (all, articles) = (sum(&|_| true), sum(&|article| article));
    let each = |bytes: u64| bytes as f64 / articles.files.max(1) as f64;
    println!(
        "{name:34} {:>8} {:>9.1} {:>9.1} {:>9.0} {:>9.0}",
        all.files,
        all.bytes as f64 / 1e6,
        all.gzip as f64 / 1e6,
        each(articles.bytes),
        each(articles.gzip)
    );
}

/// Whether a file is the page of an article: at its day, or where Hugo puts it.
fn is_of_article(path: &Path) -> bool {
    let parts: Vec<&str> = path.iter().filter_map(|part| part.to_str()).collect();
    match parts[..] {
        [year, _, _, _, "index.html"] => year.bytes().all(|byte| byte.is_ascii_digit()),
        ["articles", .., _, "index.html"] => true,
        _ => false,
    }
}
