//! Every rule: its name, how serious it is, one sentence, and an explanation with what to write.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::severity::{Mends, Severity};

/// Writes the enum, its names, severities and explanations from one table, so that they cannot drift apart.
macro_rules! rules {
    ($($variant:ident $name:literal $severity:ident $(mends $mends:ident)? $sentence:literal $explanation:literal)*) => {
        /// A rule that content, vocabularies or site.toml can break. Rules have names, not numbers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

            /// Whether `digest check --fix` mends what breaks it: no, unless the row says `mends Yes` or `mends Often`.
            #[must_use]
            pub fn mends(self) -> Mends {
                match self { $($(Rule::$variant => Mends::$mends,)?)* _ => Mends::No }
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
        "Content comes from strangers, so symbolic links, devices, submodules and unreadable names are refused, never skipped. Put the file itself in the place of a link: `cp --dereference` does it."
    FileKind "file-kind" Error
        "Under `content/` lie Markdown, the five vocabularies and images."
        "Articles, events, timelines and pages are `.md` files; vocabularies are `tags.yaml`, `places.yaml`, `actors.yaml`, `authors.yaml`, `publishers.yaml`; images are png, jpg, webp or gif. Nothing else is published. An article that was saved as `talks.txt` becomes `talks.md`."
    FileName "file-name" Error
        "File names work on every system."
        "Names must not be reserved on Windows (`con`, `nul` …), hold control characters, or differ from another name only by case or Unicode form. A good name is `2016-09-08-talks-in-geneva.md`; letters of every script are fine."
    FileTooLarge "file-too-large" Error
        "A file is at most 1 MiB, a line 64 KiB, a front matter 16 KiB."
        "Split the text, or shorten it; a digest summarises and links, it does not republish. A long list in front matter belongs below the second `---`."
    NotUtf8 "not-utf8" Error
        "Files are UTF-8 text."
        "Save the file as UTF-8 in the editor (in many: `Save with Encoding`, then `UTF-8`). The place shows the first byte that is not."
    FrontMatterMissing "front-matter-missing" Error mends Often
        "A file begins with front matter between two lines `---`."
        "The first line is `---`, then keys with their values, `title: Talks in Geneva`, one a line, then `---`, then the text. `---` is three hyphens, and nothing stands above the first. docs/example.md is an article to copy."
    YamlInvalid "yaml-invalid" Error mends Often
        "Front matter and vocabularies are YAML."
        "The message says what the parser met. Text that holds `: ` or begins with a sign such as `[`, `*`, `&`, `!`, `%`, `@` or a quote goes between quotes: `title: \"Aleppo: what is known\"`."
    YamlFeature "yaml-feature" Error mends Often
        "YAML tags, anchors and aliases are refused."
        "They can make a small file expand without end. Write the value out, or put it between quotes when `*` or `&` was meant as text: `title: \"*Exclusive*: talks fail\"`."
    KeyDuplicate "key-duplicate" Error
        "A key stands once."
        "YAML leaves open which of two values counts. Remove one of the two lines; several tags are one list: `tags: [syria, ceasefire]`."
    KeyUnknown "key-unknown" Error mends Often
        "Only known keys are read."
        "A misspelt key would be silently lost. Keys are in English and in small letters, whatever language the text is in. The help names the nearest known key; what only a theme reads goes under `extra`: `extra: {mood: grave}`."
    KeyMissing "key-missing" Error
        "An article needs `title`, `author`, `date`, `original_url` and `tags`."
        "Where the author is not known, that must be said: `author: unknown`. An event needs `title` and `date`, a timeline and a page `title`."
    ValueInvalid "value-invalid" Error mends Often
        "Every key takes one kind of value."
        "The help shows the form to write: a list is `tags: [syria, ceasefire]`, a map `image: {src: map.png, alt: a map}`, yes is `true`."
    Placeholder "placeholder" Error
        "What stands for a value is replaced by it."
        "The comments of `digest new` and the messages of `digest check` write `YYYY-MM-DD`, `https://…`, `a name, or unknown`, `a tag` or `…` where a value goes. Write the value itself: `date: 2016-09-08`, `author: unknown`."
    SmartQuotes "smart-quotes" Warning mends Often
        "Quotes around a value are plain ones."
        "Word processors and phones turn `\"` into `“` and `”`, which are letters to YAML and become part of the text: `tags: [“aid”]` is `tags: [aid]`. Where the marks belong to a headline, plain ones stand around them: `title: \"“We will not leave”\"`."
    TextCut "text-cut" Warning
        "A text does not end at a `#`."
        "A `#` after a space begins a comment, and the rest of the line is not read: write `title: \"Rally #1 in Kyiv\"`. Before a comment that is meant stand two spaces."
    ListComma "list-comma" Warning mends Often
        "Items of a list are parted by `,`."
        "Other signs, such as `;`, the Arabic `،` or the Chinese `、`, are letters of an item to YAML: write `tags: [syria, truce]`. A name that has such a sign in it goes between quotes."
    DateMissing "date-missing" Error mends Often
        "An article says when its original was published."
        "Write `date: 2016-09-08`. When the file's name has the date, `digest check --fix` writes it."
    DateUnreadable "date-unreadable" Error mends Often
        "Dates are written `YYYY-MM-DD`."
        "Other forms differ between countries: `08/09/2016` is August in one and September in another. Write the year first: `date: 2016-09-08`. A date that can be read in one way only, such as `8 Sept 2016`, mends itself."
    DateForm "date-form" Warning mends Yes
        "Dates have two digits for month and day."
        "`2016-9-8` is understood; `2016-09-08` is what sorts and what other tools read."
    DateFuture "date-in-future" Warning
        "A report is rarely dated after today."
        "Check the year: `2106-09-08` was probably `2016-09-08`. The clock of the machine that checks never changes what is published, and so this is never more than a warning."
    DateDisagrees "date-disagrees" Warning
        "The date in the file name and the front matter agree."
        "The front matter counts. Rename the file (`2016-09-08-talks.md` for `date: 2016-09-08`), or mend the date. The day in the name of an event's file lies within its `date`."
    EventDateInvalid "event-date-invalid" Error mends Often
        "An event's date is EDTF: as exact as is known and no more."
        "`2016`, `2016-09`, `2016-09-19`, `2016-09-12T19:00+03:00`, `2016-09-05/2016-09-07`, `2016-09-12/..`, with `?` uncertain, `~` approximate, `%` both, `2016-09-XX` some day of the month."
    UrlInvalid "url-invalid" Error mends Often
        "Addresses are complete and begin with http:// or https://."
        "Copy the address from the browser's address bar: `original_url: https://www.example.org/2016/09/08/talks`. A space in it is usually a line break left by copying, which is to be removed; where it belongs to the address it is written `%20`."
    UrlTracking "url-tracking" Warning mends Yes
        "Addresses carry no tracking parameters."
        "`utm_source`, `fbclid` and their like say where a link was clicked, not what it leads to: `https://example.org/talks?utm_source=x` becomes `https://example.org/talks`."
    OriginalDuplicate "original-duplicate" Error
        "One original has one article."
        "Both files name the same original (tracking parameters, fragments, `www.` and a trailing slash do not count). Join them into one file; where one translates the other, say so: `translation_of: talks-in-geneva`."
    TitleSimilar "title-similar" Warning
        "Two articles of the same days have different titles."
        "The same report is easily taken in twice, from two addresses or by two people. Where both say the same, keep one file and cite the other address in it: `sources: [https://example.org/same-report]`. Where they are two reports, nothing needs to be done."
    TitleCapitals "title-capitals" Warning
        "A title is not written in capitals."
        "Capitals shout, are slower to read, and some screen readers spell them. `SYRIAN CEASEFIRE IN THE BALANCE` is `Syrian Ceasefire in the Balance`; abbreviations such as `UN` stay."
    SummaryLong "summary-long" Warning
        "A summary has at most 300 characters."
        "Lists, feeds and the cards of social networks show no more. Say the most important thing in one or two sentences: `summary: Moscow announced talks in Geneva that Washington had not confirmed.` The rest belongs into the text."
    SlugInvalid "slug-invalid" Error mends Often
        "A slug is letters and digits of any script, joined by `-`."
        "At most 80 characters and 200 bytes, lower case: `slug: talks-in-geneva`. The help shows one."
    SlugDiffers "slug-differs" Warning mends Yes
        "A file's name is its address."
        "Spaces, capitals and signs in a file's name are left out of the address. Name the file as its address reads, or write it down: `slug: talks-in-geneva`, as `digest check --fix` does; the address is the same either way."
    SlugTaken "slug-taken" Error
        "Two files do not share an address."
        "Two articles of one day, two events, two timelines or two pages may not share a slug. Rename one file or give it a slug of its own: `slug: second-talks`."
    RouteTaken "route-taken" Error
        "Every address leads to one page."
        "An alias or a page claims an address that something else has, or that the lists of the site may come to need (`/2016/`, `/tags/`, `/search/`). Choose another: `aliases: [/old-name/]`."
    AddressLost "address-lost" Error mends Often
        "A document that was published keeps its address."
        "Readers, other sites and archives lead there. A file that was renamed, or got another date, says its old address: `aliases: [/2016/09/08/old-name/]`, as `digest check --fix` does. One that was deleted comes back and is withdrawn: `withdrawn: {date: 2016-09-10, reason: The report was wrong.}`. What was published is read in the manifest.json of the output folder, or of `--published FILE`; a folder that was never online may be deleted. To give an address up for good, write `address-lost = \"off\"` under `[rules]` of site.toml for one build, and take the line away."
    SiteMoved "site-moved" Warning
        "A published site stays at its address."
        "Another host or path in `base_url` moves every page at once, and no alias can lead on from there. Keep `base_url`, or see that the old host leads to the new address, as GitHub Pages does once `cname = \"digest.example.org\"` is set; the note comes until the site is published anew. docs/addresses.md has the cases."
    LangInvalid "lang-invalid" Error mends Often
        "Languages are BCP 47 tags."
        "Write `lang: ar`, `uk`, `pt-BR`, `sr-Latn`: the code of the language, then of the script or country where it matters."
    TagsInvalid "tags-invalid" Error
        "An article has one to twenty tags, an event at most twenty."
        "Tags are how readers find it. Write `tags: [syria, ceasefire]`."
    TooMany "too-many" Error
        "A list has an end."
        "At most 20 authors, preserved copies and aliases, 50 places, actors and events, 100 sources and corrections, 200 claims; a term of a vocabulary has at most 100 aliases. More is not read by anyone, and a site grows with each. Keep those that say most, `author: [Mara Lind, Jon Example]`, or write a second article."
    TermUnknown "unknown-term" Warning
        "Places, actors, authors and publishers stand in their vocabulary, when there is one."
        "The help names the nearest terms. Mend the spelling, or add the new one to the vocabulary, for instance to places.yaml: `urum-al-kubra: Urum al-Kubra`."
    TagUnknown "unknown-tag" Warning
        "Tags stand in `tags.yaml`, when there is one."
        "The help names the nearest tags. Mend the spelling, or add the new one to the vocabulary: `aid-convoys: Aid convoys`."
    TermSpelling "term-spelling" Warning
        "A term is spelt one way."
        "Two spellings of one term make one page with the first label. Choose one, or give the vocabulary an alias: `geneva: {label: Geneva, aliases: [Genève]}`."
    AuthorList "author-list" Warning
        "Several authors are a list."
        "`author: A and B` is read as one name. Write `author: [A, B]`, or `author: [A and B]` if it is the name of one office."
    EventUnknown "event-unknown" Error
        "An event that is named exists."
        "`events: [slug]` names a file `content/events/…-slug.md`. An event without a file of its own is written in place: `{when: 2016-09-19, what: …}`."
    ArticleUnknown "article-unknown" Error
        "An article that is named exists, and the name is not ambiguous."
        "Name an article by its slug, `talks-in-geneva`, or by `2016-09-08-talks-in-geneva` where several share it. `include` and `exclude` of a timeline take names of articles and of events; what both are called is ambiguous."
    TranslationInvalid "translation-invalid" Warning
        "A translation is another article, in another language."
        "`translation_of` names the article that says the same in another language. A group has one text in each language: say `lang: fr`, or join the two."
    ClaimIncomplete "claim-incomplete" Error
        "A claim says what, how much, and by whom."
        "`{what: killed, value: about 20, by: Red Cross, source: slug}`. Figures without a speaker are not claims."
    ClaimWithoutSource "claim-without-source" Warning
        "A claim names the article that reports it."
        "`source: slug` links the figure to the report it was read in."
    EventAfterReports "event-after-reports" Warning
        "An event does not begin after every report of it."
        "Check both dates. An event that was announced may be dated later than its reports on purpose; as exact as is known is enough: `date: 2016-09`."
    UpdatedWithoutCorrection "updated-without-correction" Warning
        "A changed text says what changed."
        "`updated` needs an entry in `corrections` with a date and a note: `corrections: [{date: 2016-09-10, note: The number of trucks was wrong.}]`."
    PublisherHost "publisher-host" Error
        "A host belongs to one publisher."
        "Two publishers of `publishers.yaml` list the same host; keep it with one: `sana: {label: SANA, hosts: [sana.sy]}`."
    VocabularyInvalid "vocabulary-invalid" Error
        "A vocabulary maps keys to entries."
        "`syria: {label: Syria, aliases: [syrian conflict]}`. A parent must exist and terms must not be their own ancestors; an alias belongs to one term."
    TimelineEmpty "timeline-empty" Warning
        "A curated timeline matches something."
        "Its `match`, `from` and `to` leave nothing. All lists given must match, and within a list any: `match: {tags: [ceasefire, truce], places: [aleppo]}`."
    LinkBroken "link-broken" Error
        "Links inside the site lead to a page, and to a heading that it has."
        "Link to `/2016/09/08/slug/`, to an event `/events/slug/`, to a file `../2016/2016-09-08-slug.md`, or to another address of this site. After `#` stands a heading of that page, by its words or its id: `/2016/09/08/slug/#what-is-known`."
    LinkUndefined "link-undefined" Warning
        "A link by a label has a line that says where it leads."
        "`[the talks][1]` needs a line `[1]: https://example.org/talks` anywhere in the text, and is shown as it is written without one. Square brackets that are meant to be read, one pair after another, have a backslash before them: `\\[12\\]\\[13\\]`."
    LinkRefused "link-refused" Error
        "Links lead to http, https or mailto addresses, or into this site."
        "Other schemes can run programs on a reader's machine. Write `[the report](https://example.org/report)`."
    LinkTextHost "link-text-host" Warning
        "A link's text does not name another host than its address."
        "A reader trusts what is printed. Write the title of the page as link text: `[The ministry's statement](https://example.org/statement)`."
    LinkEmpty "link-empty" Warning
        "A link has text."
        "Readers who listen hear only the text: `[The ministry's statement](https://example.org/statement)`."
    ImageRefused "image-refused" Error
        "Images are files beside the article."
        "A remote image tells a stranger who reads the page. Save it beside the article, if its licence allows, and credit it: `![A map of the corridor](map.png)`."
    ImageMissing "image-missing" Error
        "An image that is named exists."
        "The path is relative to the article's folder: `![A map of the corridor](map.png)` for a file `map.png` beside it."
    ImageUnused "image-unused" Warning
        "Every image is named by an article."
        "Images that no article names are not published. Name it, `![A map of the corridor](map.png)`, or remove it."
    ImageBroken "image-broken" Error
        "An image is a png, jpg, webp or gif, by its first bytes."
        "Its name may not say otherwise, and its size must be readable. Save it again in an image program as one of them, `map.png` for instance."
    AltMissing "alt-missing" Error
        "An image has alternative text."
        "Say what the image shows to someone who cannot see it: `![Trucks waiting at a bridge](convoy.jpg)`."
    HtmlNotAllowed "html-not-allowed" Warning
        "HTML in Markdown is shown as text."
        "Content comes from strangers. Markdown has emphasis, links, lists, quotations, tables, footnotes and code: `**bold**`, not `<b>bold</b>`. To show a tag, put it between backticks."
    HeadingSkipped "heading-skipped" Warning
        "Headings do not skip a level."
        "After `## Sources` comes `### Papers`, not `#### Papers`. The page's own title is the first level."
    HeadingEmpty "heading-empty" Warning
        "A heading has a text."
        "A reader who listens moves from heading to heading. Give it a text, `## What is known`, or remove the line."
    FootnoteInvalid "footnote-invalid" Warning
        "A footnote is referred to, is there, and stands once."
        "Write `[^1]` in the text and `[^1]: the note` on a line of its own below it."
    QuotationLong "quotation-long" Warning
        "A quotation is short: 120 words, unless site.toml says otherwise."
        "The text of an article belongs to its publisher. Quote the sentence that matters and tell the rest in your own words: `The ministry spoke of \"fresh attempts\" and gave no date.` The limit is `quotation_words` under `[limits]`."
    TooDeep "too-deep" Error
        "Lists and quotations nest at most 64 levels, YAML 32."
        "Flatten the text: a list in a list, `- one` and below it `  - two`, is as deep as readers follow."
    HtmlTooLarge "html-too-large" Error
        "A body's HTML is at most 4 KiB plus 40 times its Markdown."
        "Some Markdown makes far more HTML than text, such as a table of hundreds of empty cells `| | | |`; this is a guard against it. Take out what repeats."
    LostCharacters "lost-characters" Warning
        "Text has no lost characters."
        "`U+FFFD`, an empty box or a private sign stands where a character was lost in copying. Compare with the original and write what stood there; the program never guesses."
    SymbolForSpace "symbol-for-space" Warning mends Often
        "No symbol stands where a space was lost."
        "Copying from a page or a PDF turns some spaces into `⊠`, `■` or `∎`: `John⊠Kerry` is `John Kerry`. Between two words `digest check --fix` writes the space."
    Mojibake "mojibake" Warning mends Often
        "Text was decoded as what it is."
        "`Ã©` is `é` read in the wrong encoding. The help shows what it was, and `digest check --fix` writes it."
    MixedScripts "mixed-scripts" Warning mends Often
        "A word is written in one script."
        "A Cyrillic `а` looks like a Latin `a` and is another letter: search does not find the word, and it may pretend to be another. Write the word on one keyboard; where only one script can be meant, `digest check --fix` does. Words such as `COVID-19` with a Russian ending are left alone."
    BidiControl "bidi-control" Error mends Often
        "Fields hold no direction controls."
        "They can make text read differently from what it says: a name that seems to end in `.pdf` ends in `.exe`. Remove them; the page isolates right-to-left text by itself."
    InvisibleInText "invisible-in-text" Warning mends Often
        "Texts hold no invisible characters."
        "Zero-width spaces, soft hyphens and direction marks come with copying and break search: `truce` with one inside is not found. They are left out of the page, and `digest check --fix` removes them from the file."
    InvisibleCharacter "invisible-character" Error mends Often
        "Fields hold no invisible characters."
        "Zero-width spaces, soft hyphens and byte order marks come with copying: two tags `aid` that look the same would be two. `digest check --fix` removes them."
    ControlCharacter "control-character" Error
        "Text holds no control characters."
        "They come from broken extraction, and something may have stood there: compare `U+0093` with the original, a quotation mark perhaps, and write what it was, or remove it."
    BodyEmpty "body-empty" Warning
        "An article says something."
        "One sentence in the digest's own words is enough: `The ministry announced talks in Geneva, The Moscow Times reported.`"
    Config "config" Error
        "site.toml is complete and knows every key."
        "`title = \"Ceasefire Digest\"` and `base_url = \"https://example.org/\"` are required; docs/config.md has every key."
    ThemeInvalid "theme-invalid" Error
        "A theme's templates load and use only what they are given."
        "The message carries the place in the template. Remove the line `theme = \"…\"` from site.toml to build with the theme in the program."
    Internal "internal" Error
        "The program met a fault of its own."
        "Please report it with the file that caused it; nothing was published. `draft: true` in that file may let the rest be built meanwhile."
}

impl Rule {
    /// The rule of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Rule> {
        Rule::ALL.iter().copied().find(|rule| rule.name() == name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
