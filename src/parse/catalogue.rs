//! The catalogue: what bodies may point at, known from heads alone. Addresses of files, and images beside them.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::route::Route;
use crate::gate::route::attachment::{Attachment as Name, ImageKind};
use crate::model::article::{Attachment, Head};
use crate::source::{SourceFile, SourcePath};

use super::kinds::{Kind, kind};
use super::{Drawn, Parsed1};

/// An image of the site: its checked name and size.
#[derive(Debug, Clone)]
pub struct Image {
    /// File name, fit for an address.
    pub name: Name,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
}

/// Addresses of the files of `content/`, and its images.
#[derive(Debug)]
pub struct Catalogue {
    /// Path of the site on its host: `/digest`, or nothing.
    pub base: String,
    routes: BTreeMap<SourcePath, Route>,
    documents: BTreeSet<Route>,
    images: BTreeMap<SourcePath, Image>,
}

impl Catalogue {
    /// Gathers addresses and images; an image that is not what its name says is noted.
    pub fn of(notes: &mut Diagnostics, files: &[SourceFile], heads: &[Option<Parsed1>], config: &Config) -> Catalogue {
        let routes = (files.iter().zip(heads))
            .filter_map(|(file, head)| Some((file.path.clone(), head.as_ref()?.route())))
            .collect();
        let mut images = BTreeMap::new();
        for file in files.iter().filter(|file| kind(&file.path) == Kind::Image) {
            match image(file) {
                Ok(image) => {
                    images.insert(file.path.clone(), image);
                }
                Err(problem) => {
                    notes
                        .add(Rule::ImageBroken, Place::file(&file.path), problem)
                        .help("save it again as png, jpg, webp or gif, named with letters, digits, `-` and `_`");
                }
            }
        }
        // A timeline's page has parts of its own, named by its years.
        let is_read = |head: &&Parsed1| !matches!(head, Parsed1::Timeline(_));
        let documents = heads.iter().flatten().filter(is_read).map(Parsed1::route).collect();
        Catalogue { base: config.base.path.clone(), routes, documents, images }
    }

    /// The address of a file named relative to a folder: `../2016/2016-09-08-slug.md`.
    #[must_use]
    pub fn file(&self, folder: &str, relative: &str) -> Option<&Route> {
        self.routes.get(&join(folder, relative)?)
    }

    /// Whether an article, an event or a plain page has this address.
    #[must_use]
    pub fn is_document(&self, route: &Route) -> bool {
        self.documents.contains(route)
    }

    /// The image of this name in a folder.
    #[must_use]
    pub fn image(&self, folder: &str, name: &str) -> Option<&Image> {
        self.images.get(&join(folder, name)?)
    }

    /// Notes an image in front matter that is not there.
    pub fn check_image(&self, notes: &mut Diagnostics, head: &Head, file: &SourceFile) {
        let Some(image) = &head.image else { return };
        if self.image(file.path.folder(), &image.src.text).is_none() {
            notes
                .add(Rule::ImageMissing, image.src.place(&file.path), format!("there is no image `{}`", image.src.text))
                .help("put the file beside the article and write its name");
        }
    }

    /// The images an article publishes: the one of its head, and those its body names.
    #[must_use]
    pub fn attachments(&self, head: &Head, named: &[(Span, String)], route: &Route) -> Vec<Attachment> {
        let folder = head.source.folder();
        let own = head.image.iter().map(|image| image.src.text.as_str());
        let mut found: Vec<Attachment> = Vec::new();
        for name in own.chain(named.iter().map(|(_, name)| name.as_str())) {
            let (Some(path), Some(image)) = (join(folder, name), self.image(folder, name)) else { continue };
            if found.iter().all(|attachment| attachment.file != path) {
                let route = route.clone().attachment(&image.name);
                found.push(Attachment { file: path, route, width: image.width, height: image.height });
            }
        }
        found
    }

    /// Notes images that no article names.
    pub fn note_unused(&self, notes: &mut Diagnostics, articles: &[Drawn<Head>]) {
        let used: BTreeSet<&SourcePath> =
            articles.iter().flat_map(|drawn| &drawn.attachments).map(|attachment| &attachment.file).collect();
        for path in self.images.keys().filter(|path| !used.contains(path)) {
            notes
                .add(Rule::ImageUnused, Place::file(path), "no article names this image, so it is not published")
                .help("name it in an article, or remove it");
        }
    }
}

fn image(file: &SourceFile) -> Result<Image, String> {
    let name = Name::new(file.path.name()).map_err(|problem| problem.to_string())?;
    let found = imagesize::image_type(&file.bytes).map_err(|_| "these bytes are not an image".to_owned())?;
    let same = match name.kind() {
        ImageKind::Png => found == imagesize::ImageType::Png,
        ImageKind::Jpeg => found == imagesize::ImageType::Jpeg,
        ImageKind::Webp => found == imagesize::ImageType::Webp,
        ImageKind::Gif => found == imagesize::ImageType::Gif,
    };
    if !same {
        return Err(format!("by its first bytes {} is another kind of file than its name says", file.path.name()));
    }
    let size = imagesize::blob_size(&file.bytes).map_err(|_| "the size of this image cannot be read".to_owned())?;
    Ok(Image { name, width: size.width, height: size.height })
}

/// Joins a folder and a relative path; nothing when it would leave `content/`.
fn join(folder: &str, relative: &str) -> Option<SourcePath> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (parts.first() == Some(&"content")).then(|| SourcePath::new(parts.join("/")))
}
