//! Every rule: its name, how serious it is, one sentence, and an explanation with what to write.

use std::fmt;

/// How serious a note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Not shown (only by site.toml).
    Off,
    /// Shown; the build goes on.
    Warning,
    /// Shown; nothing is published.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Off => "off",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// Writes the enum, its names, severities and explanations from one table, so that they cannot drift apart.
macro_rules! rules {
    ($($variant:ident $name:literal $severity:ident $sentence:literal $explanation:literal)*) => {
        /// A rule that content, vocabularies or site.toml can break. Rules have names, not numbers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $(#[doc = $sentence] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)*];

            /// The rule's name: `date-unreadable`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name,)* }
            }

            /// How serious it is unless site.toml says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Rule::$variant => Severity::$severity,)* }
            }

            /// One sentence: what the rule wants.
            #[must_use]
            pub fn sentence(self) -> &'static str {
                match self { $(Rule::$variant => $sentence,)* }
            }

            /// Why, and what to write.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Rule::$variant => $explanation,)* }
            }
        }
    };
}

rules! {
    FileRefused "file-refused" Error
        "Only regular files with plain names are read."
        "Content comes from strangers, so symbolic links, devices, submodules and unreadable names are refused, never skipped. Replace a link by the file itself."
    FileKind "file-kind" Error
        "Under `content/` lie Markdown, the five vocabularies and images."
        "Articles, events, timelines and pages are `.md` files; vocabularies are `tags.yaml`, `places.yaml`, `actors.yaml`, `authors.yaml`, `publishers.yaml`; images are png, jpg, webp or gif. Nothing else is published."
    FileName "file-name" Error
        "File names work on every system."
        "Names must not be reserved on Windows (`con`, `nul` …), hold control characters, or differ from another name only by case or Unicode form."
    FileTooLarge "file-too-large" Error
        "A file is at most 1 MiB, a line 64 KiB, a front matter 16 KiB."
        "Split the text; a digest summarises and links, it does not republish."
    NotUtf8 "not-utf8" Error
        "Files are UTF-8 text."
        "Save the file as UTF-8 in the editor. The place shows the first byte that is not."
    FrontMatterMissing "front-matter-missing" Error
        "A file begins with front matter between two lines `---`."
        "The first line is `---`, then `key: value` lines, then `---`, then the text."
    YamlInvalid "yaml-invalid" Error
        "Front matter and vocabularies are YAML."
        "The message says what the parser met. Text that holds `: ` or begins with a sign such as `[`, `*`, `&`, `!`, `%`, `@` or a quote goes between quotes."
    YamlFeature "yaml-feature" Error
        "YAML tags, anchors and aliases are refused."
        "They can make a small file expand without end. Write the value out, or put it between quotes when `*` or `&` was meant as text."
    KeyDuplicate "key-duplicate" Error
        "A key stands once."
        "YAML leaves open which of two values counts; remove one of them."
    KeyUnknown "key-unknown" Error
        "Only known keys are read."
        "A misspelt key would be silently lost. The help names the nearest known key; what only a theme reads goes under `extra`."
    KeyMissing "key-missing" Error
        "An article needs `title`, `author`, `date`, `original_url` and `tags`."
        "An unknown author must be said: `author: unknown`."
    ValueInvalid "value-invalid" Error
        "Every key takes one kind of value."
        "The help shows the form to write."
    DateMissing "date-missing" Error
        "An article says when its original was published."
        "Write `date: 2016-09-08`. When the file name has the date, `digest check --fix` writes it."
    DateUnreadable "date-unreadable" Error
        "Dates are written `YYYY-MM-DD`."
        "Other forms differ between countries: `08/09/2016` is August in one and September in another. Write the year first."
    DateForm "date-form" Warning
        "Dates have two digits for month and day."
        "`2016-9-8` is understood; `2016-09-08` is what sorts and what other tools read."
    DateFuture "date-in-future" Warning
        "A report is rarely dated after today."
        "Check the year. The clock of the machine that builds never changes what is published."
    DateDisagrees "date-disagrees" Warning
        "The date in the file name and the front matter agree."
        "The front matter counts. Rename the file, or mend the date."
    EventDateInvalid "event-date-invalid" Error
        "An event's date is EDTF: as exact as is known and no more."
        "`2016`, `2016-09`, `2016-09-19`, `2016-09-12T19:00+03:00`, `2016-09-05/2016-09-07`, `2016-09-12/..`, with `?` uncertain, `~` approximate, `%` both, `2016-09-XX` some day of the month."
    UrlInvalid "url-invalid" Error
        "Addresses are complete and begin with http:// or https://."
        "Copy the address from the browser's address bar. A space in it is usually a line break left by copying."
    UrlTracking "url-tracking" Warning
        "Addresses carry no tracking parameters."
        "`utm_source`, `fbclid` and their like say where a link was clicked, not what it leads to; the fix drops them."
    OriginalDuplicate "original-duplicate" Error
        "One original has one article."
        "Both files name the same original (tracking parameters, fragments, `www.` and a trailing slash do not count). Join them, or say `translation_of`."
    SlugInvalid "slug-invalid" Error
        "A slug is letters and digits of any script, joined by `-`."
        "At most 80 characters and 200 bytes, lower case. The help shows one."
    SlugDiffers "slug-differs" Warning
        "A file's name is its address."
        "Spaces, capitals and signs in a file's name are left out of the address. Name the file as its address reads, or write `slug`."
    SlugTaken "slug-taken" Error
        "Two files do not share an address."
        "Two articles of one day, two events, two timelines or two pages may not share a slug. Rename one file or give it a `slug`."
    RouteTaken "route-taken" Error
        "Every address leads to one page."
        "An alias or a page claims an address that something else has. Choose another."
    LangInvalid "lang-invalid" Error
        "Languages are BCP 47 tags."
        "`ar`, `uk`, `pt-BR`, `sr-Latn`."
    TagsInvalid "tags-invalid" Error
        "An article has one to twenty tags, an event at most twenty."
        "Tags are how readers find it. Write `tags: [syria, ceasefire]`."
    TooMany "too-many" Error
        "A list has an end."
        "At most 20 authors, preserved copies and aliases, 50 places, actors and events, 100 sources and corrections, 200 claims; a term of a vocabulary has at most 100 aliases. More is not read by anyone, and a site grows with each. Keep those that say most, or write a second article."
    TermUnknown "unknown-term" Warning
        "Places, actors, authors and publishers stand in their vocabulary, when there is one."
        "The help names the nearest terms. Add a new one to the vocabulary, or mend the spelling."
    TagUnknown "unknown-tag" Warning
        "Tags stand in `tags.yaml`, when there is one."
        "The help names the nearest tags. Add a new one to the vocabulary, or mend the spelling."
    TermSpelling "term-spelling" Warning
        "A term is spelt one way."
        "Two spellings of one term make one page with the first label. Choose one, or give the vocabulary an alias."
    AuthorList "author-list" Warning
        "Several authors are a list."
        "`author: A and B` is read as one name. Write `author: [A, B]`."
    EventUnknown "event-unknown" Error
        "An event that is named exists."
        "`events: [slug]` names a file `content/events/…-slug.md`. An event without a file of its own is written in place: `{when: 2016-09-19, what: …}`."
    ArticleUnknown "article-unknown" Error
        "An article that is named exists, and the name is not ambiguous."
        "Name an article by its slug, or by `YYYY-MM-DD-slug` where several share it. `include` and `exclude` of a timeline take names of articles and of events; what both are called is ambiguous."
    TranslationInvalid "translation-invalid" Warning
        "A translation is another article, in another language."
        "`translation_of` names the article that says the same in another language. A group has one text in each language: say `lang`, or join the two."
    ClaimIncomplete "claim-incomplete" Error
        "A claim says what, how much, and by whom."
        "`{what: killed, value: about 20, by: Red Cross, source: slug}`. Figures without a speaker are not claims."
    ClaimWithoutSource "claim-without-source" Warning
        "A claim names the article that reports it."
        "`source: slug` links the figure to the report it was read in."
    EventAfterReports "event-after-reports" Warning
        "An event does not begin after every report of it."
        "Check both dates; an announced event may be dated later on purpose."
    UpdatedWithoutCorrection "updated-without-correction" Warning
        "A changed text says what changed."
        "`updated` needs an entry in `corrections` with a date and a note."
    PublisherHost "publisher-host" Error
        "A host belongs to one publisher."
        "Two publishers of `publishers.yaml` list the same host; keep it with one."
    VocabularyInvalid "vocabulary-invalid" Error
        "A vocabulary maps keys to entries."
        "`syria: {label: Syria, aliases: [syrian conflict]}`. A parent must exist and terms must not be their own ancestors; an alias belongs to one term."
    TimelineEmpty "timeline-empty" Warning
        "A curated timeline matches something."
        "Its `match`, `from` and `to` leave nothing. Check the terms and the dates."
    LinkBroken "link-broken" Error
        "Links inside the site lead somewhere."
        "Link to `/2016/09/08/slug/`, to an event `/events/slug/`, or to another address of this site."
    LinkRefused "link-refused" Error
        "Links lead to http, https or mailto addresses, or into this site."
        "Other schemes can run programs on a reader's machine."
    LinkTextHost "link-text-host" Warning
        "A link's text does not name another host than its address."
        "A reader trusts what is printed. Write the title of the page as link text."
    LinkEmpty "link-empty" Warning
        "A link has text."
        "Readers who listen hear only the text."
    ImageRefused "image-refused" Error
        "Images are files beside the article."
        "A remote image tells a stranger who reads the page. Save it beside the article, if its licence allows, and credit it."
    ImageMissing "image-missing" Error
        "An image that is named exists."
        "The path is relative to the article's folder."
    ImageUnused "image-unused" Warning
        "Every image is named by an article."
        "Images that no article names are not published."
    ImageBroken "image-broken" Error
        "An image is a png, jpg, webp or gif, by its first bytes."
        "Its name may not say otherwise, and its size must be readable."
    AltMissing "alt-missing" Error
        "An image has alternative text."
        "Say what the image shows to someone who cannot see it."
    HtmlNotAllowed "html-not-allowed" Warning
        "HTML in Markdown is shown as text."
        "Content comes from strangers. Markdown has emphasis, links, lists, quotations, tables, footnotes and code."
    HeadingSkipped "heading-skipped" Warning
        "Headings do not skip a level."
        "After `##` comes `###`. The page's own title is the first level."
    HeadingEmpty "heading-empty" Warning
        "A heading has a text."
        "A reader who listens moves from heading to heading."
    FootnoteInvalid "footnote-invalid" Warning
        "A footnote is referred to, and stands once."
        "Write `[^1]` in the text and `[^1]: the note` below it."
    TooDeep "too-deep" Error
        "Lists and quotations nest at most 64 levels."
        "Flatten the text."
    HtmlTooLarge "html-too-large" Error
        "A body's HTML is at most 4 KiB plus 40 times its Markdown."
        "Some Markdown makes far more HTML than text; this is a guard against it."
    LostCharacters "lost-characters" Warning
        "Text has no lost characters."
        "U+FFFD stands where a character was lost in copying. Compare with the original."
    Mojibake "mojibake" Warning
        "Text was decoded as what it is."
        "`Ã©` is `é` read in the wrong encoding."
    BidiControl "bidi-control" Error
        "Fields hold no direction controls."
        "They can make text read differently from what it says. The page isolates right-to-left text by itself."
    InvisibleInText "invisible-in-text" Warning
        "Texts hold no invisible characters."
        "Zero-width spaces, soft hyphens and direction marks come with copying and break search. They are left out of the page."
    InvisibleCharacter "invisible-character" Error
        "Fields hold no invisible characters."
        "Zero-width spaces, soft hyphens and byte order marks come with copying and break search."
    ControlCharacter "control-character" Error
        "Text holds no control characters."
        "They come from broken extraction. Remove them."
    BodyEmpty "body-empty" Warning
        "An article says something."
        "One sentence in the digest's own words is enough."
    Config "config" Error
        "site.toml is complete and knows every key."
        "`title` and `base_url` are required."
    ThemeInvalid "theme-invalid" Error
        "A theme's templates load and use only what they are given."
        "The message carries the place in the template."
    Internal "internal" Error
        "The program met a fault of its own."
        "Please report it with the file that caused it. Nothing was published."
}

impl Rule {
    /// The rule of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }

    /// Rules of safety may be raised, never lowered (config.md, `[rules]`).
    #[must_use]
    pub fn guards_safety(self) -> bool {
        matches!(
            self,
            Rule::FileRefused
                | Rule::FileKind
                | Rule::FileName
                | Rule::FileTooLarge
                | Rule::YamlFeature
                | Rule::TooMany
                | Rule::LinkRefused
                | Rule::ImageRefused
                | Rule::ImageBroken
                | Rule::TooDeep
                | Rule::HtmlTooLarge
                | Rule::BidiControl
                | Rule::ControlCharacter
                | Rule::RouteTaken
                | Rule::SlugTaken
                | Rule::Internal
        )
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
