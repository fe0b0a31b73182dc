//! Themes: template files become one Tera engine that can see its view and nothing else, and static files become assets.

use std::fmt;

use anyhow::{Result, anyhow, bail};
use sha2::{Digest as _, Sha256};
use tera::Tera;

use crate::gate::html::{Html, compose};
use crate::gate::route::Route;
use crate::source::SourceFile;

pub mod embedded;
pub mod engine;
pub mod icon;
pub mod minify;
pub mod place;
pub mod survey;

use place::Folders;

/// What is wrong with a theme, in the words of the template engine: several lines, with a drawing of the place.
///
/// Themes are the maintainer's own, so these lines are printed as lines; all other errors are kept on one.
#[derive(Debug)]
pub struct TemplateError(pub String);

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_end())
    }
}

impl std::error::Error for TemplateError {}

/// The version of the views that this program makes (plan/view.rs); a theme says which it needs.
pub const VIEWS: &str = "1";

/// The templates that every theme has, itself or from the theme it extends.
pub const TEMPLATES: [&str; 16] = [
    "home",
    "year",
    "month",
    "day",
    "article",
    "events",
    "event",
    "timeline",
    "timelines",
    "terms",
    "term",
    "corrections",
    "plain",
    "search",
    "not_found",
    "moved",
];

/// The components that the program draws itself, once for all the pages that they stand on (plan/view/drawn.rs).
pub const COMPONENTS: [&str; 4] = ["term_card", "folded_item", "opened_item", "term_item"];

/// A theme, ready to draw.
#[derive(Debug)]
pub struct Theme {
    /// Its templates.
    pub tera: Tera,
    /// Its static files, as they are published.
    pub assets: Vec<Asset>,
    /// The style sheet, without comments and superfluous white space.
    pub style: Html,
    /// `sha256-…` of `style`, for the Content-Security-Policy.
    pub style_hash: String,
    /// Where its files lie, for what is said of them.
    pub folders: Folders,
}

/// A static file of a theme.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it is published: `/style.css`.
    pub route: Route,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What `theme.toml` says.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    name: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for people, and for listings of themes")]
    license: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for people, and for listings of themes")]
    description: String,
    needs: String,
    #[serde(default)]
    extends: Option<String>,
}

/// The name of the theme that a theme extends, if any.
///
/// # Errors
/// When `theme.toml` is missing, malformed, or asks for another version of the views.
pub fn extends(files: &[SourceFile]) -> Result<Option<String>> {
    let file = files.iter().find(|file| file.path.as_str() == "theme.toml");
    let file = file.ok_or_else(|| anyhow!("the theme has no theme.toml"))?;
    let text = std::str::from_utf8(&file.bytes).map_err(|_| anyhow!("theme.toml is not UTF-8"))?;
    let about: About = toml::from_str(text).map_err(|error| TemplateError(format!("theme.toml: {error}")))?;
    if about.needs != VIEWS {
        bail!("the theme {} needs views {}, this program makes views {VIEWS}", about.name, about.needs);
    }
    Ok(about.extends)
}

/// Makes a theme of its files, paths relative to its folder; those of the theme it extends come first in `parent`.
/// `folders` says where they lie.
///
/// # Errors
/// When a template does not load, is missing, or prints with `safe` what has not passed the gate; the message has its place.
pub fn load(folders: &Folders, parent: &[SourceFile], own: &[SourceFile]) -> Result<Theme> {
    let tera = engine::engine(parent, own).map_err(|TemplateError(error)| folders.told(&error))?;
    let mut assets: Vec<Asset> = Vec::new();
    for file in parent.iter().chain(own) {
        let Some(name) = file.path.as_str().strip_prefix("static/") else { continue };
        let route = Route::asset(name).map_err(|problem| anyhow!("static/{name}: {problem}"))?;
        assets.retain(|asset| asset.route != route);
        assets.push(Asset { route, bytes: file.bytes.to_vec() });
    }
    assets.sort_by(|a, b| a.route.cmp(&b.route));
    let sheet = Route::root().file("style.css");
    let mut style = Html::default();
    for asset in assets.iter_mut().filter(|asset| asset.route.as_str().ends_with(".css")) {
        let text = std::str::from_utf8(&asset.bytes).map_err(|_| anyhow!("static{} is not UTF-8", asset.route))?;
        let small = minify::css(text);
        if asset.route == sheet {
            style = compose::style(&small);
        }
        asset.bytes = small.into_bytes();
    }
    for asset in assets.iter_mut().filter(|asset| asset.route.as_str().ends_with(".js")) {
        if let Ok(text) = std::str::from_utf8(&asset.bytes) {
            asset.bytes = minify::js(text).into_bytes();
        }
    }
    let style_hash = format!("sha256-{}", icon::base64(&Sha256::digest(style.as_str().as_bytes())));
    Ok(Theme { tera, assets, style, style_hash, folders: folders.clone() })
}
