//! Links and images of a body: what leads elsewhere is judged by the gate, what stays inside by the site.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::gate::excerpt::one_line;
use crate::gate::href::{Href, HrefPlace, decode};
use crate::gate::html::escape::{escape_attr, push_escaped};
use crate::gate::html::problem::BodyProblemKind;
use crate::gate::html::walk::{Frame, MAX_OPEN, Walker};
use crate::gate::html::{BodyImage, BodyLink, ImageResolution, Resolution, clean, heading};

/// A link that is open.
pub(super) struct Link {
    /// What ends it: nothing, where only its text is shown.
    end: &'static str,
    /// Where its plain text begins.
    plain: usize,
    range: Range<usize>,
    /// The address on another site, or of mail.
    href: Option<Href>,
    /// The address as people should read it.
    display: String,
    /// Whether its text is the address itself (`<https://…>`).
    is_bare: bool,
    /// Whether an image with a description gives it a name.
    has_image: bool,
    /// References to footnotes, which follow it.
    pub(super) after: String,
}

/// An image that is open: its description is being read.
pub(super) struct Image {
    dest: String,
    title: String,
    plain: usize,
}

/// Where a link leads: the attribute, what people read, and the [`Href`] where it leaves the site.
struct Target {
    attribute: String,
    display: String,
    href: Option<Href>,
}

impl<'a> Walker<'a> {
    pub(super) fn open_link(&mut self, kind: LinkType, dest: &str, title: &str, range: &Range<usize>) -> Frame<'a> {
        if self.link_at.is_some() || self.open.len() > MAX_OPEN {
            return Frame::Skip;
        }
        self.link_at = Some(self.open.len());
        let dest = if kind == LinkType::Email { format!("mailto:{dest}") } else { dest.to_owned() };
        let target = self.target(&dest, range);
        if let Some(target) = &target {
            let rel = match target.href.as_ref().map(Href::place) {
                Some(HrefPlace::External) => " rel=\"external\"",
                Some(HrefPlace::Mail | HrefPlace::Inside) | None => "",
            };
            let title = self.title(title, range);
            self.out.push_str(&format!("<a href=\"{}\"{rel}{title}>", escape_attr(&target.attribute)));
        }
        let (end, href, display) = match target {
            Some(target) => ("</a>", target.href, target.display),
            None => ("", None, String::new()),
        };
        Frame::Link(Link {
            end,
            plain: self.plain.len(),
            range: range.clone(),
            is_bare: matches!(kind, LinkType::Autolink | LinkType::Email) && href.is_some(),
            href,
            display,
            has_image: false,
            after: String::new(),
        })
    }

    /// Where a link leads, or `None` where it may not lead anywhere; the reason is reported.
    fn target(&mut self, dest: &str, range: &Range<usize>) -> Option<Target> {
        let place = self.place_of(dest, range);
        let href = match Href::link(dest) {
            Ok(href) => href,
            Err(problem) => {
                self.report(place, BodyProblemKind::BadLink(problem));
                return None;
            }
        };
        let is_inside = href.place() == HrefPlace::Inside;
        let target = if is_inside { dest } else { href.as_str() };
        self.body.links.push(BodyLink { range: place.clone(), target: target.to_owned(), place: href.place() });
        if is_inside {
            return self.inside(dest, place);
        }
        Some(Target { attribute: href.as_str().to_owned(), display: href.display().to_owned(), href: Some(href) })
    }

    fn inside(&mut self, dest: &str, place: Range<usize>) -> Option<Target> {
        let own = dest.strip_prefix('#').and_then(|fragment| heading::find(self.known, fragment, self.options));
        if let Some(id) = own {
            return Some(Target { attribute: format!("#{id}"), display: format!("#{id}"), href: None });
        }
        if let Some(fragment) = dest.strip_prefix('#') {
            self.report(place, BodyProblemKind::BrokenFragment(decode::readable(fragment)));
            return None;
        }
        match self.resolver.link(dest) {
            Resolution::Href { href, missing } => match inside(&href).filter(|_| !missing) {
                Some(href) => {
                    Some(Target { display: href.display().to_owned(), attribute: href.as_str().to_owned(), href: None })
                }
                None => {
                    self.report(place, BodyProblemKind::BrokenLink(dest.to_owned()));
                    None
                }
            },
            Resolution::Refused(why) => {
                self.report(place, BodyProblemKind::RefusedLink(why));
                None
            }
        }
    }

    /// Where the address stands in the Markdown; the whole link where it is written elsewhere or with escapes.
    fn place_of(&self, dest: &str, range: &Range<usize>) -> Range<usize> {
        let written = self.markdown.get(range.clone()).unwrap_or_default();
        let dest = dest.strip_prefix("mailto:").filter(|_| !written.contains("mailto:")).unwrap_or(dest);
        match written.rfind(dest).filter(|_| !dest.is_empty()) {
            Some(at) => range.start + at..range.start + at + dest.len(),
            None => range.clone(),
        }
    }

    fn title(&mut self, title: &str, range: &Range<usize>) -> String {
        let title = one_line(&clean::text(&mut self.body.problems, self.markdown, title, range));
        if title.is_empty() { title } else { format!(" title=\"{}\"", escape_attr(&title)) }
    }

    /// The address to show for a bare link: not as it is written, but as it should be read.
    pub(super) fn address_shown(&self) -> Option<String> {
        match self.open.last() {
            Some(Frame::Link(link)) if link.is_bare => Some(link.display.clone()),
            _ => None,
        }
    }

    pub(super) fn end_link(&mut self, link: Link) {
        self.link_at = None;
        let text = one_line(&self.plain[link.plain..]);
        if text.is_empty() && !link.has_image {
            self.report(link.range.clone(), BodyProblemKind::EmptyLink);
            // A link that shows nothing cannot be followed, and one that shows only an unnamed image says nothing. What is
            // shown instead is not the writer's text: the id of a heading may not hang on where a link in it leads.
            push_escaped(&mut self.out, &link.display);
        }
        self.out.push_str(link.end);
        self.out.push_str(&link.after);
        if !link.end.is_empty()
            && let Some((text, host)) = other_host(&text, link.href.as_ref())
        {
            self.report(link.range, BodyProblemKind::LinkTextNamesOtherHost { text, host });
        }
    }

    pub(super) fn open_image(&mut self, dest: &str, title: &str, range: &Range<usize>) -> Frame<'a> {
        if self.open.len() > MAX_OPEN {
            return Frame::Skip;
        }
        self.is_describing = true;
        let title = self.title(title, range);
        Frame::Image(Image { dest: dest.to_owned(), title, plain: self.plain.len() })
    }

    pub(super) fn end_image(&mut self, image: Image, range: Range<usize>) {
        self.is_describing = false;
        let alt = one_line(&self.plain[image.plain..]);
        self.plain.truncate(image.plain);
        if is_elsewhere(&image.dest) {
            self.remote_image(&image.dest, &alt, range);
            return;
        }
        self.body.images.push(BodyImage { range: range.clone(), src: image.dest.clone(), alt: alt.clone() });
        if alt.is_empty() {
            self.report(range.clone(), BodyProblemKind::ImageWithoutAlt);
        }
        match self.resolver.image(&image.dest) {
            ImageResolution::Image { src, size } => match inside(&src) {
                Some(src) => self.image(src.as_str(), size, &alt, &image.title),
                None => self.missing_image(image.dest, &alt, range),
            },
            ImageResolution::Missing => self.missing_image(image.dest, &alt, range),
            ImageResolution::Noted => self.described(&alt),
            ImageResolution::Refused(why) => {
                self.report(range, BodyProblemKind::RefusedImage(why));
                self.described(&alt);
            }
        }
    }

    fn missing_image(&mut self, dest: String, alt: &str, range: Range<usize>) {
        self.report(range, BodyProblemKind::BrokenImage(dest));
        self.described(alt);
    }

    fn image(&mut self, src: &str, size: Option<(u32, u32)>, alt: &str, title: &str) {
        let size = size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
        let (src, described) = (escape_attr(src), escape_attr(alt));
        self.out.push_str(&format!(
            "<img src=\"{src}\" alt=\"{described}\"{size} loading=\"lazy\" decoding=\"async\"{title}>"
        ));
        if let Some(Frame::Link(link)) = self.link_at.and_then(|at| self.open.get_mut(at)) {
            link.has_image |= !alt.is_empty();
        }
    }

    /// An image on another site would tell that site who reads: a link to it is shown instead.
    fn remote_image(&mut self, dest: &str, alt: &str, range: Range<usize>) {
        self.report(range.clone(), BodyProblemKind::RemoteImage(dest.to_owned()));
        let href = Href::external(dest).ok().filter(|_| self.link_at.is_none());
        let Some(href) = href else {
            return self.described(alt);
        };
        let place = self.place_of(dest, &range);
        self.body.links.push(BodyLink { range: place, target: href.as_str().to_owned(), place: href.place() });
        self.out.push_str(&format!("<a href=\"{}\" rel=\"external\">", escape_attr(href.as_str())));
        self.described(if alt.is_empty() { href.display() } else { alt });
        self.out.push_str("</a>");
    }

    fn described(&mut self, alt: &str) {
        self.plain.push_str(alt);
        push_escaped(&mut self.out, alt);
    }
}

/// The site's own answer, which is looked at too: a base path of `//x` would lead away from it.
fn inside(href: &str) -> Option<Href> {
    Href::link(href).ok().filter(|href| href.place() == HrefPlace::Inside)
}

/// Whether an image's address names another site, or anything that is no file of this one.
fn is_elsewhere(dest: &str) -> bool {
    let start: String = dest.trim_start().chars().take(2).map(|c| if c == '\\' { '/' } else { c }).collect();
    start == "//" || decode::scheme(dest).is_some()
}

/// The host that a link's text names, and the one it leads to, where they are not of one owner.
pub(super) fn other_host(text: &str, href: Option<&Href>) -> Option<(String, String)> {
    let named = named_host(text)?;
    let host = href.map(Href::host).unwrap_or_default();
    let Some(href) = href.filter(|href| href.place() == HrefPlace::External) else {
        return href.is_none().then(|| (named, String::new()));
    };
    let same = Href::external(&format!("https://{named}/")).is_ok_and(|named| named.site() == href.site());
    // The same host can be written so that it looks like another: then its text is not what we would show.
    let honest = !href.host_ascii().contains("xn--") || text.to_lowercase().contains(host);
    (!same || !honest).then(|| (named, host.to_owned()))
}

/// The first thing in a text that people would take for a host: after `https://` or `www.`, or the whole text.
fn named_host(text: &str) -> Option<String> {
    let is_one_word = !text.contains(' ');
    text.split(' ').find_map(|word| {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let lower = word.to_lowercase();
        let open = ["https://", "http://"].iter().find_map(|start| lower.strip_prefix(start));
        let rest = open.unwrap_or(&lower);
        // A user name hides the host; what stands first is what people read.
        let host = &rest[..rest.find(['/', '?', '#', ':', '@']).unwrap_or(rest.len())];
        let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_mail = open.is_none() && rest.contains('@');
        let looks = open.is_some() || lower.starts_with("www.") || (is_one_word && !is_mail && is_like_host(host));
        (looks && !host.is_empty()).then(|| host.to_owned())
    })
}

/// Whether a word alone is read as a host: dots, and at its end letters that are no usual extension of a file.
fn is_like_host(word: &str) -> bool {
    const FILES: [&str; 20] = [
        "csv", "doc", "docx", "gif", "htm", "html", "jpeg", "jpg", "js", "json", "md", "mp4", "pdf", "png", "rs",
        "svg", "txt", "xml", "yaml", "zip",
    ];
    let last = word.rsplit('.').next().unwrap_or_default();
    crate::gate::href::host::is_public_name(word)
        && last.chars().all(char::is_alphabetic)
        && last.chars().count() <= 24
        && !FILES.contains(&last)
}
