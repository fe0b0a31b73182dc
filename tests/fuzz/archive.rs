//! A folder as one text: each file after a line `-- path --`.

use conflict_digest::source::SourceFile;

/// The files of an archive, sorted by path; of two at one path the last. Paths are taken as the scan would hand them over.
pub(crate) fn files(input: &[u8]) -> Vec<SourceFile> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        match path(line) {
            Some(path) => files.push((path, Vec::new())),
            None => files.last_mut().into_iter().for_each(|(_, bytes)| bytes.extend_from_slice(line)),
        }
    }
    let mut files: Vec<SourceFile> = files.into_iter().map(|(path, bytes)| SourceFile::new(path, bytes)).collect();
    files.reverse();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    files
}

fn path(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?.trim_end_matches(['\n', '\r']);
    let path = line.strip_prefix("-- ")?.strip_suffix(" --")?;
    // What the scan gives: a path below content, of parts with names.
    let parts = path.split('/').all(|part| !part.is_empty() && part.len() <= 255 && part != "." && part != "..");
    (parts && !path.contains(['\0', '\\'])).then(|| format!("content/{path}"))
}
