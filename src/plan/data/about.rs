//! `/data/`: what the files of data are, said to people. Its text is ours and in English whatever the site's language is;
//! it goes through the same gate as every other.

use crate::gate::html::{Html, ImageResolution, Labels, Options, Resolution, Resolver, compose};
use crate::gate::text::Dir;
use crate::plan::frame::Head;
use crate::plan::site::Site;
use crate::plan::view::{Body, Plain, View};

use super::data_route;

// Its examples are plain: to colour them would cost every build more than all else that is read at its start.
const TEXT: &str = include_str!("about.md");
const TITLE: &str = "Data";
const LEDE: &str = "What this digest knows, as files for programs, calendars and maps.";
/// What stands above the files of curated timelines, where there are any.
const CURATED: &str = "
## Of each timeline

What stands on a curated timeline is there as a file too, and so are its events and its places.
";

/// The files that the text names, as it names them.
const FILES: [&str; 7] = [
    "articles.ndjson",
    "events.ndjson",
    "changes.ndjson",
    "timeline.csv",
    "timeline.json",
    "events.ics",
    "places.geojson",
];
const SCHEMAS: [&str; 3] = ["articles.json", "events.json", "changes.json"];

impl<'d> Site<'d> {
    /// `/data/`
    pub(in crate::plan) fn about_data(&self) -> View<'d> {
        let description = self.words.plain_phrase("data_lede").into();
        let head = Head { title: self.word("data").into(), description, section: "", class: "" };
        let mut frame = self.frame(&data_route(), head);
        let labels =
            Labels { notes: self.word("notes"), back_to_text: self.word("back_to_text"), table: self.word("table") };
        let options = Options { labels, dir: Dir::Ltr, prefix: None };
        let files = self.curated_files();
        let written = [TEXT, CURATED].concat();
        let text = Html::markdown(if files.is_some() { &written } else { TEXT }, &Files(self), &options);
        frame.code = text.has_code;
        let body_html = files.map_or_else(|| text.html.clone(), |files| compose::joined(&text.html, &files));
        let body = Plain { title: TITLE, lang: "en", dir: Dir::Ltr.as_str(), summary: Some(LEDE), body_html };
        View { page: frame, body: Body::Plain(body) }
    }

    /// The files of each curated timeline.
    fn curated_files(&self) -> Option<Html> {
        let curated = self.digest.timelines();
        if !self.config.pages.timelines || curated.is_empty() {
            return None;
        }
        let things = curated.map(|index| {
            let timeline = self.digest.curated(index);
            let link = |name: &'static str| (self.href(&timeline.route.clone().file(name)), name);
            let links = ["timeline.json", "events.ics", "places.geojson"].map(link).to_vec();
            (timeline.head.title.text.as_str(), timeline.lang.as_str(), timeline.lang.dir().as_str(), links)
        });
        Some(compose::shelf(things))
    }
}

/// The files of data, for links of the text.
struct Files<'s, 'd>(&'s Site<'d>);

impl Resolver for Files<'_, '_> {
    fn link(&self, dest: &str) -> Resolution {
        let plain = FILES.into_iter().find(|name| *name == dest).map(|name| data_route().file(name));
        let schema = || {
            let name = SCHEMAS.into_iter().find(|name| dest.strip_prefix("schema/") == Some(*name))?;
            Some(data_route().fixed("schema").file(name))
        };
        match plain.or_else(schema) {
            Some(route) => Resolution::Href { href: self.0.href(&route), missing: false },
            None => Resolution::Refused("there is no such file of data".to_owned()),
        }
    }

    fn image(&self, _: &str) -> ImageResolution {
        ImageResolution::Missing
    }
}
