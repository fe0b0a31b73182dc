//! The site in hand: its root, its site.toml, and everything a build reads.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::cli;
use crate::cli::terminal::Terminal;
use crate::config::{self, Config, Layout};
use crate::diagnostic::Diagnostics;
use crate::memory::Key;
use crate::model::date::Day;
use crate::pipeline::{Drafts, Inputs, ThemeFiles};
use crate::source::known::Known;
use crate::source::{self, Folder, SourceFile, SourcePath, Walked};
use crate::theme;
use crate::theme::embedded::embedded;

const SITE_TOML: &str = "site.toml";

/// A site whose site.toml was read.
pub(super) struct Site {
    /// The folder that holds site.toml.
    pub(super) root: PathBuf,
    /// The file itself, for notes about it.
    pub(super) toml: SourceFile,
    /// What it says; nothing when `notes` say why not.
    pub(super) config: Option<Config>,
    /// What is wrong with it.
    pub(super) notes: Diagnostics,
}

/// What the flags of a command say about the site.
pub(super) struct Wish<'a> {
    pub(super) base_url: Option<&'a str>,
    pub(super) drafts: bool,
    pub(super) layout: Layout,
    pub(super) today: Option<Day>,
}

impl Site {
    /// Opens the site at `root`, else the nearest at or above the working directory.
    pub(super) fn open(root: Option<&Path>) -> Result<Site> {
        let root = match root {
            Some(root) => root.to_path_buf(),
            None => nearest(&std::env::current_dir().context("the working directory is gone")?)?,
        };
        let Some(toml) = source::read_one(&root, SITE_TOML)? else {
            bail!("there is no {SITE_TOML} in {}; `digest init DIR` makes a new site", root.display());
        };
        let mut notes = Diagnostics::default();
        let config = config::parse(&mut notes, &toml);
        let config = config.filter(|_| !notes.has_errors());
        Ok(Site { root, toml, config, notes })
    }

    /// The folder that the site is published into, unless a flag names another.
    pub(super) fn output(&self, config: &Config) -> PathBuf {
        self.root.join(&config.output)
    }

    /// Everything that a build is made from.
    pub(super) fn inputs(
        &self,
        config: &Config,
        theme: ThemeFiles,
        content: Folder,
        wish: &Wish<'_>,
    ) -> Result<Inputs> {
        let mut config = config.clone();
        if let Some(url) = wish.base_url {
            config = config.with_base_url(url).map_err(|why| anyhow::anyhow!("--base-url {url}: {why}"))?;
        }
        if wish.layout == Layout::Portable {
            config = config.portable();
        }
        let drafts = if wish.drafts { Drafts::With } else { Drafts::Without };
        Ok(Inputs { config, content, theme, today: cli::today(wish.today)?, drafts, published: None })
    }

    /// Everything but the content that the bytes of a site depend on. The output folder is none of it: what stands there
    /// says itself whether it is what was left.
    pub(super) fn key(&self, theme: &ThemeFiles, wish: &Wish<'_>) -> Key {
        let wishes = [wish.base_url.unwrap_or_default(), if wish.drafts { "drafts" } else { "" }];
        Key::of(std::iter::once(&self.toml).chain(&theme.parent).chain(&theme.own), &wishes)
    }

    /// Finds the files of the content.
    pub(super) fn listed(&self) -> Result<Walked> {
        source::walk(&self.root, "content")
    }

    /// Reads the content, but for what is known.
    pub(super) fn content(&self, terminal: &Terminal, listed: Walked, known: &Known) -> Result<Folder> {
        let content = listed.read(known)?;
        // A folder that is not there is a slip of a checkout; a site without a page would take its place.
        if content.files.is_empty() && content.refused.is_empty() {
            let folder = self.root.join("content");
            if folder.is_dir() {
                let way = "`digest new \"A headline\"` makes the first article";
                bail!(
                    "there is nothing in {} yet, and so there is nothing to check or to build: {way}",
                    folder.display()
                );
            }
            bail!(
                "there is nothing in {}: there is no such folder; `digest init DIR` makes a new site",
                folder.display()
            );
        }
        terminal.detail(&format!("Read {} files of {}.", content.files.len(), self.root.join("content").display()));
        Ok(content)
    }

    /// The site's theme, and the one it extends.
    pub(super) fn themes(&self, terminal: &Terminal, name: &str) -> Result<ThemeFiles> {
        let own = self.theme(terminal, name)?;
        let parent = match theme::extends(&own).with_context(|| format!("the theme {name} cannot be used"))? {
            Some(parent) if parent == name => bail!("the theme {name} extends itself"),
            Some(parent) => self.theme(terminal, &parent)?,
            None => Vec::new(),
        };
        Ok(ThemeFiles { parent, own })
    }

    /// A folder of the site's `themes`, else the theme in the binary.
    fn theme(&self, terminal: &Terminal, name: &str) -> Result<Vec<SourceFile>> {
        let folder = format!("themes/{name}");
        let found = source::read(&self.root, &folder)?;
        if let Some(refused) = found.refused.first() {
            bail!("{} is {}: a theme is made of files", refused.path, refused.what);
        }
        if found.files.is_empty() {
            if name == "default" {
                terminal.detail("The theme is the one embedded in the program.");
                return Ok(embedded());
            }
            bail!("there is no theme {folder} in {} (site.toml, `theme`)", self.root.display());
        }
        let prefix = format!("{folder}/");
        let named = |file: SourceFile| {
            let path = file.path.as_str().strip_prefix(&prefix).unwrap_or(file.path.as_str()).to_owned();
            SourceFile { path: SourcePath::new(path), ..file }
        };
        Ok(found.files.into_iter().map(named).collect())
    }
}

fn nearest(start: &Path) -> Result<PathBuf> {
    let found = start.ancestors().find(|folder| folder.join(SITE_TOML).is_file());
    found.map(Path::to_path_buf).with_context(|| {
        format!("there is no {SITE_TOML} in {} or above it; `digest init DIR` makes a new site", start.display())
    })
}
