//! The catalogue: what bodies may point at, known from heads alone. Addresses of files, and images beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Place, Rule, Span};
use crate::gate::picture::{Picture, PictureProblem};
use crate::gate::route::Route;
use crate::gate::route::attachment::Attachment as Name;
use crate::model::article::{Attachment, Head};
use crate::source::sum::Sum;
use crate::source::{SourceFile, SourcePath};

use super::front_matter::stem_slug;
use super::kinds::{Kind, kind};
use super::{Drawn, Parsed1};

/// An image of the site.
#[derive(Debug, Clone)]
pub struct Image {
    /// File name, fit for an address.
    pub name: Name,
    /// What is published of the file.
    pub picture: Arc<Picture>,
}

/// What is known of the image that a text names.
#[derive(Debug, Clone, Copy)]
pub enum Named<'c> {
    /// It is there.
    Image(&'c Image),
    /// Its file is there and was noted: it is no image that can be published.
    Broken,
    /// There is no such file.
    Missing,
}

/// Addresses of the files of `content/`, and its images.
#[derive(Debug)]
pub struct Catalogue {
    /// Path of the site on its host: `/digest`, or nothing.
    pub base: String,
    routes: BTreeMap<SourcePath, Route>,
    documents: BTreeSet<Route>,
    /// Documents by the last part of their address; nothing for one that several have.
    slugs: BTreeMap<String, Option<Route>>,
    /// Nothing for a file that is broken.
    images: BTreeMap<SourcePath, Option<Image>>,
}

impl Catalogue {
    /// Gathers addresses and images; an image that is not what its name says is noted.
    pub fn of(notes: &mut Diagnostics, files: &[SourceFile], heads: &[Option<Parsed1>], config: &Config) -> Catalogue {
        let read: Vec<(&SourceFile, &Parsed1, Route)> = (files.par_iter().zip(heads))
            .filter_map(|(file, head)| head.as_ref().map(|head| (file, head, head.route())))
            .collect();
        let files: Vec<&SourceFile> = files.iter().filter(|file| kind(&file.path) == Kind::Image).collect();
        let seen: Vec<Result<Image, Broken>> = files.par_iter().map(|file| image(file)).collect();
        let mut images = BTreeMap::new();
        for (file, image) in files.into_iter().zip(seen) {
            if let Err(broken) = &image {
                notes.add(Rule::ImageBroken, Place::file(&file.path), &broken.message).help(broken.help);
            }
            images.insert(file.path.clone(), image.ok());
        }
        // A timeline's page has parts of its own, named by its years.
        let is_whole = |head: &Parsed1| !matches!(head, Parsed1::Timeline(_));
        let whole = read.iter().filter(|(_, head, _)| is_whole(head));
        let documents = whole.map(|(.., route)| route.clone()).collect();
        let mut slugs: BTreeMap<String, Option<Route>> = BTreeMap::new();
        for (.., route) in &read {
            let several = slugs.contains_key(route.last_segment());
            slugs.insert(route.last_segment().to_owned(), (!several).then(|| route.clone()));
        }
        let routes = read.into_iter().map(|(file, _, route)| (file.path.clone(), route)).collect();
        Catalogue { base: config.base.path.clone(), routes, documents, slugs, images }
    }

    /// The sum of everything that a body can be answered with; while it stays, so do the answers.
    #[must_use]
    pub fn sum(&self) -> Sum {
        let seen = |image: &Image| (image.picture.width(), image.picture.height(), image.name.to_string());
        let images = self.images.iter().map(|(path, image)| (path, image.as_ref().map(seen)));
        let images: Vec<_> = images.collect();
        // A value of these forms can always be written.
        Sum::of(&postcard::to_stdvec(&(&self.base, &self.routes, &self.documents, images)).unwrap_or_default())
    }

    /// The address of a file named relative to a folder: `../2016/2016-09-08-slug.md`.
    #[must_use]
    pub fn file(&self, folder: &str, relative: &str) -> Option<&Route> {
        self.routes.get(&join(folder, relative)?)
    }

    /// The document that a link to a file was meant for, which has the file's name in another folder or on another day.
    #[must_use]
    pub fn meant(&self, relative: &str) -> Option<&Route> {
        let path = relative.split(['#', '?']).next().unwrap_or_default();
        let slug = stem_slug(&SourcePath::new(path.trim_end_matches('/')))?;
        self.slugs.get(slug.as_str())?.as_ref()
    }

    /// Whether an article, an event or a plain page has this address.
    #[must_use]
    pub fn is_document(&self, route: &Route) -> bool {
        self.documents.contains(route)
    }

    /// The image of this name in a folder.
    #[must_use]
    pub fn image(&self, folder: &str, name: &str) -> Named<'_> {
        match join(folder, name).and_then(|path| self.images.get(&path)) {
            Some(Some(image)) => Named::Image(image),
            Some(None) => Named::Broken,
            None => Named::Missing,
        }
    }

    /// Notes an image in front matter that is not there.
    pub fn check_image(&self, notes: &mut Diagnostics, head: &Head, file: &SourceFile) {
        let Some(image) = &head.image else { return };
        if matches!(self.image(file.path.folder(), &image.src.text), Named::Missing) {
            notes
                .add(Rule::ImageMissing, image.src.place(&file.path), format!("there is no image `{}`", image.src.text))
                .help("put the file beside the article and write its name");
        }
    }

    /// The images an article publishes: the one of its head, and those its body names. Two files that would be published
    /// at one address are noted, since one of them would be lost.
    pub fn attachments(
        &self,
        notes: &mut Diagnostics,
        head: &Head,
        named: &[(Span, String)],
        route: &Route,
    ) -> Vec<Attachment> {
        let folder = head.source.folder();
        let own = head.image.iter().map(|image| (image.src.span, &image.src.text));
        let mut found: Vec<Attachment> = Vec::new();
        let mut first_at: BTreeMap<String, (usize, Span)> = BTreeMap::new();
        for (span, name) in own.chain(named.iter().map(|(span, name)| (*span, name))) {
            let (Some(file), Named::Image(image)) = (join(folder, name), self.image(folder, name)) else { continue };
            let route = route.clone().attachment(&image.name);
            let (index, first) = *first_at.entry(route.collision_key()).or_insert((found.len(), span));
            if let Some(other) = found.get(index) {
                if other.file == file {
                    continue;
                }
                let message = format!("{file} and {} would both be published as {}", other.file, other.route);
                notes
                    .add(Rule::RouteTaken, Place::new(&head.source, span), message)
                    .help("give one of the two files another name")
                    .related(Place::new(&head.source, first), "the other image");
            }
            // One that has lost its address is named all the same, and so it is not called unused.
            found.push(Attachment { file, route, picture: Arc::clone(&image.picture) });
        }
        found
    }

    /// Notes images that no article names.
    pub fn note_unused(&self, notes: &mut Diagnostics, articles: &[Box<Drawn<Head>>]) {
        let used: BTreeSet<&SourcePath> =
            articles.iter().flat_map(|drawn| &drawn.attachments).map(|attachment| &attachment.file).collect();
        let whole = self.images.iter().filter(|(_, image)| image.is_some());
        for (path, _) in whole.filter(|(path, _)| !used.contains(path)) {
            notes
                .add(Rule::ImageUnused, Place::file(path), "no article shows this image, so it is not published")
                .help("name it in an article, or remove it");
        }
    }
}

/// Why a file is no image of the site.
struct Broken {
    message: String,
    help: &'static str,
}

fn image(file: &SourceFile) -> Result<Image, Broken> {
    let name = Name::new(file.path.name()).map_err(|problem| Broken {
        message: problem.to_string(),
        help: "name it with letters, digits, `-` and `_`, and an ending such as `.jpg`",
    })?;
    let picture = Picture::new(&file.bytes, name.kind()).map_err(|problem| Broken {
        message: format!("{}: {problem}", file.path.name()),
        help: match problem {
            PictureProblem::Named { .. } => "give it the ending of what it is, here and where it is named",
            PictureProblem::Size { .. } => "save a smaller copy: 1,600 pixels are wide enough for any page",
            PictureProblem::NotAnImage | PictureProblem::Broken => "save it again as png, jpg, webp or gif",
        },
    })?;
    Ok(Image { name, picture: Arc::new(picture) })
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
