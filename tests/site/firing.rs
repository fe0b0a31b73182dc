//! For every rule something that breaks it, and beside it the same thing done well.

/// A rule, lines of front matter that break it, and lines that do not. The lines replace the usual keys of an article; `-`
/// before a key takes it away.
pub(crate) const HEADS: &[(&str, &str, &str)] = &[
    ("yaml-invalid", "summary: Aleppo: what is known", "summary: \"Aleppo: what is known\""),
    ("yaml-invalid", "title:Talks", "title: Talks"),
    ("yaml-invalid", "places: [a", "places: [a]"),
    ("yaml-feature", "summary: *Exclusive* from Aleppo", "summary: \"*Exclusive* from Aleppo\""),
    ("yaml-feature", "summary: *a", "summary: a"),
    ("key-duplicate", "lang: en\nlang: ar", "lang: ar"),
    ("key-unknown", "sumary: Talks.", "summary: Talks."),
    ("key-missing", "-author", "author: unknown"),
    ("value-invalid", "key: yes", "key: true"),
    ("value-invalid", "key: \"Yes\"", "key: \"true\""),
    ("value-invalid", "tags: aid", "tags: [aid]"),
    ("value-invalid", "tags: aid, truce", "tags: [aid, truce]"),
    ("value-invalid", "places: Washington, D.C.", "places: [\"Washington, D.C.\"]"),
    ("value-invalid", "original_state: changd", "original_state: changed"),
    ("value-invalid", "original_state: Changed", "original_state: changed"),
    ("date-missing", "-date", "date: 2016-09-08"),
    ("date-missing", "date:", "date: 2016-09-08"),
    ("date-unreadable", "date: September 08, 2016", "date: 2016-09-08"),
    ("date-unreadable", "date: \"8 сентября 2016\"", "date: \"2016-09-08\""),
    ("date-unreadable", "date: 08/09/2016", "date: 2016-09-08T10:00+03:00"),
    ("date-unreadable", "accessed: soon", "accessed: 2016-09-09"),
    ("date-form", "date: 2016-9-8", "date: 2016-09-08"),
    ("date-form", "date: '2016-9-8' # of the paper", "date: '2016-09-08' # of the paper"),
    ("date-in-future", "date: 2106-09-08", "date: 2016-09-08"),
    ("date-disagrees", "date: 2016-09-09", "date: 2016-09-08"),
    ("event-date-invalid", "events: [{when: 19.09.2016, what: x}]", "events: [{when: 2016-09-19, what: x}]"),
    ("event-date-invalid", "events: [{when: 201X, what: x}]", "events: [{when: 2016?, what: x}]"),
    ("url-invalid", "original_url: www.example.com/x", "original_url: https://www.example.com/x"),
    ("url-invalid", "original_url: https://example.com/a b", "original_url: https://example.com/a%20b"),
    ("url-invalid", "original_url: https://example.com/a-\n  b", "original_url: https://example.com/a-b"),
    ("url-invalid", "original_url: \"https:/example.com/x\"", "original_url: \"https://example.com/x\""),
    ("url-invalid", "original_url: https://example.com/a\u{fffd}b", "original_url: https://example.com/été"),
    ("url-tracking", "original_url: https://example.com/?utm_source=a&id=7", "original_url: https://example.com/?id=7"),
    ("url-tracking", "sources: ['https://example.com/?fbclid=a']", "archived: 'https://example.com/?fbclid=a'"),
    ("title-capitals", "title: CEASEFIRE IN THE BALANCE", "title: UN, EU, OSCE, UNHCR, WFP"),
    ("slug-invalid", "slug: Not A Slug", "slug: a-slug"),
    ("slug-invalid", "slug: \"-\"", "slug: \"2\""),
    ("lang-invalid", "lang: english", "lang: en"),
    ("lang-invalid", "original_lang: 'sr_Latn'", "original_lang: 'sr-Latn'"),
    ("lang-invalid", "lang: klingonese", "lang: tlh"),
    ("tags-invalid", "tags: []", "tags: [aid]"),
    ("author-list", "author: Ann One and Bo Two", "author: [Ann One, Bo Two]"),
    ("author-list", "author: Crowther, Ed", "author: Ministry of Health and Welfare"),
    ("event-unknown", "events: [nothing]", "events: [{when: 2016, what: x}]"),
    ("article-unknown", "translation_of: nothing", "translation_of: talks"),
    (
        "updated-without-correction",
        "updated: 2016-09-09",
        "updated: 2016-09-09\ncorrections: [{date: 2016-09-09, note: x}]",
    ),
    ("image-refused", "image: {src: \"https://example.com/y.png\", alt: x}", "image: {src: map.png, alt: x}"),
    ("image-missing", "image: {src: none.png, alt: x}", "image: {src: map.png, alt: x}"),
    ("alt-missing", "image: {src: map.png}", "image: {src: map.png, alt: x}"),
    ("lost-characters", "title: Caf\u{fffd} Milano", "title: Café Milano"),
    ("lost-characters", "title: Caf□ Milano", "title: Café Milano"),
    ("symbol-for-space", "title: Lavrov⊠and⊠Kerry", "title: Lavrov and Kerry"),
    ("symbol-for-space", "title: \"The**⊠**Post: it ∎goes on\"", "title: \"The Post: it goes on\""),
    ("symbol-for-space", "title: a ■ b", "title: a · b"),
    ("mojibake", "summary: cafÃ© au lait", "summary: café au lait"),
    ("mojibake", "summary: \"caf\\u00c3\\u00a9\"", "summary: \"caf\\u00e9\""),
    ("mixed-scripts", "title: Бои в Cирии", "title: Бои в Сирии"),
    ("mixed-scripts", "title: Украïна", "title: COVID-19ом и SMSка"),
    ("mixed-scripts", "title: Cуpa", "title: Сура, 5 μm"),
    ("bidi-control", "summary: a\u{202e}b", "summary: ab"),
    ("bidi-control", "summary: \"a\\u202eb\"", "summary: \"a\\u00e9b\""),
    ("invisible-character", "summary: a\u{200b}b", "summary: می\u{200c}شود"),
    ("invisible-character", "summary: \"a\\u200bb\"", "summary: \"ab\""),
    ("control-character", "summary: a\u{7}b", "summary: a b"),
];

/// A rule, a text that breaks it, and one that does not. The usual article stands before it.
pub(crate) const BODIES: &[(&str, &str, &str)] = &[
    ("body-empty", "", "Text."),
    ("link-broken", "[x](/nowhere/)", "[x](/2016/09/08/talks/)"),
    ("link-broken", "[x](nothing.md)", "[x](2016-09-08-talks.md)"),
    ("link-broken", "[x](#nope)\n\n## Hope", "[x](#hope) [y](#h-hope)\n\n## Hope"),
    ("link-broken", "[x](/2016/09/08/talks/#nope)\n\n## Hope", "[x](/2016/09/08/talks/#hope)\n\n## Hope"),
    ("link-broken", "[x](2016-09-08-talks.md#h-nope)\n\n## Hope", "[x](2016-09-08-talks.md#h-hope)\n\n## Hope"),
    ("link-refused", "[x](javascript:alert(1))", "[x](https://example.com/)"),
    ("link-text-host", "[bank.example.com](https://evil.example.org/)", "[The bank](https://evil.example.org/)"),
    ("link-empty", "[](https://example.com/)", "[x](https://example.com/)"),
    ("image-refused", "![x](https://example.com/a.png)", "![x](map.png)"),
    ("image-missing", "![x](none.png)", "![x](map.png)"),
    ("alt-missing", "![](map.png)", "![x](map.png)"),
    ("html-not-allowed", "a <b>c</b>", "a **c** `<b>`"),
    ("heading-skipped", "## A\n\n#### B", "## A\n\n### B"),
    ("heading-empty", "##\n\nText.", "## A\n\nText."),
    ("footnote-invalid", "[^1]: alone\n\nText.", "Text.[^1]\n\n[^1]: it"),
    ("footnote-invalid", "Text.[^1]", "Text. `[^1]` \\[^1]"),
    ("footnote-invalid", "Text.[^1]\n\n[^1]: it\n\n[^1]: again", "Text.[^1] [^2]\n\n[^1]: it\n\n[^2]: again"),
    ("lost-characters", "a\u{fffd}b", "ab"),
    ("symbol-for-space", "The**⊠**Post met John⊠Kerry,■it said.⊠ So.", "The Post met John Kerry."),
    ("symbol-for-space", "■ item", "- item `⊠`"),
    ("mojibake", "cafÃ© au lait", "café au lait"),
    ("mixed-scripts", "**Cирия** и Геnева", "Сирия и Женева, IT-центр"),
    ("invisible-in-text", "a\u{202e}b c\u{200b}\u{200b}d", "مرحبا\u{200f}. می\u{200c}شود"),
    ("invisible-in-text", "a&#x202e;b", "a&eacute;b"),
    ("control-character", "a\u{1}b", "a\tb"),
];

/// Files of a site: under `content/`, or site.toml and themes.
pub(crate) type Files<'a> = &'a [(&'a str, &'a str)];

/// A rule, files that break it, and files that do not. `@slug` is an article of that name, with the lines that follow.
pub(crate) const TOGETHER: &[(&str, Files<'_>, Files<'_>)] = &[
    ("file-kind", &[("x.html", "<p>")], &[("x.md", "@x")]),
    ("date-missing", &[("a.md", "@a\n-date")], &[("a.md", "@a")]),
    ("file-name", &[("con.md", "@con")], &[("contra.md", "@contra")]),
    ("front-matter-missing", &[("x.md", "Just text.\n")], &[("x.md", "@x")]),
    ("original-duplicate", &[("a.md", "@same"), ("b.md", "@same#top")], &[("a.md", "@same"), ("b.md", "@other")]),
    (
        "original-duplicate",
        &[("a.md", "@same"), ("b.md", "@same/")],
        &[("a.md", "@same"), ("b.md", "@same\ntranslation_of: a\nlang: ar")],
    ),
    (
        "title-similar",
        &[
            ("a.md", "@a\ntitle: Kerry and Lavrov prepare for fresh talks on Syria"),
            ("b.md", "@b\ntitle: Kerry, Lavrov prepare for fresh talks on Syria\ndate: 2016-09-09"),
        ],
        &[
            ("a.md", "@a\ntitle: Kerry and Lavrov prepare for fresh talks on Syria"),
            ("b.md", "@b\ntitle: Kerry, Lavrov prepare for fresh talks on Syria\ndate: 2016-09-10"),
        ],
    ),
    (
        "title-similar",
        &[("a.md", "@a\ntitle: Talks"), ("b.md", "@b\ntitle: TALKS")],
        &[("a.md", "@a\ntitle: Talks"), ("b.md", "@b\ntitle: Talks\ntranslation_of: a")],
    ),
    ("slug-differs", &[("Two  Words!.md", "@a")], &[("Two-Words.md", "@a")]),
    ("slug-taken", &[("x.md", "@a"), ("y/x.md", "@b")], &[("x.md", "@a"), ("y/z.md", "@b")]),
    ("route-taken", &[("a.md", "@a\naliases: [/tags/]")], &[("a.md", "@a\naliases: [/tags/old/]")]),
    (
        "unknown-term",
        &[("a.md", "@a\nactors: [X]"), ("actors.yaml", "y: Y\n")],
        &[("a.md", "@a\nactors: [Y]"), ("actors.yaml", "y: Y\n")],
    ),
    (
        "unknown-tag",
        &[("a.md", "@a\ntags: [ait]"), ("tags.yaml", "aid: Aid\n")],
        &[("a.md", "@a"), ("tags.yaml", "aid: Aid\n")],
    ),
    (
        "term-spelling",
        &[("a.md", "@a\ntags: [aid work]"), ("b.md", "@b\ntags: [aid-work]")],
        &[("a.md", "@a\ntags: [aid work]"), ("b.md", "@b\ntags: [Aid  Work]")],
    ),
    (
        "claim-incomplete",
        &[
            EVENT_A,
            ("events/e.md", "---\ntitle: E\ndate: 2015\nclaims:\n- {what: x, value: 3, source: a}\n---\nText.\n"),
        ],
        &[EVENT_A, GOOD_EVENT],
    ),
    (
        "claim-without-source",
        &[EVENT_A, ("events/e.md", "---\ntitle: E\ndate: 2015\nclaims:\n- {what: x, value: 3, by: B}\n---\nText.\n")],
        &[EVENT_A, GOOD_EVENT],
    ),
    (
        "event-date-invalid",
        &[EVENT_A, ("events/e.md", "---\ntitle: E\ndate: yesterday\n---\nText.\n")],
        &[EVENT_A, GOOD_EVENT],
    ),
    (
        "date-disagrees",
        &[EVENT_A, ("events/2016-09-19-e.md", "---\ntitle: E\ndate: 2015-09\n---\nText.\n")],
        &[EVENT_A, ("events/2016-09-07-e.md", "---\ntitle: E\ndate: 2016-09-05/2016-09-08\n---\nText.\n")],
    ),
    (
        "event-after-reports",
        &[EVENT_A, ("events/e.md", "---\ntitle: E\ndate: 2017\n---\nText.\n")],
        &[EVENT_A, GOOD_EVENT],
    ),
    (
        "publisher-host",
        &[("publishers.yaml", "p: {label: P, hosts: [example.net]}\nq: {label: Q, hosts: [example.net]}\n")],
        &[("publishers.yaml", "p: {label: P, hosts: [example.net]}\nq: {label: Q, hosts: [example.com]}\n")],
    ),
    (
        "value-invalid",
        &[("publishers.yaml", "p: {label: P, hosts: ['https://www.Example.net/x']}\n")],
        &[("publishers.yaml", "p: {label: P, hosts: ['example.net']}\n")],
    ),
    (
        "vocabulary-invalid",
        &[("tags.yaml", "aid: {label: Aid, parent: nowhere}\n")],
        &[("tags.yaml", "aid: {label: Aid, parent: help}\nhelp: Help\n")],
    ),
    (
        "slug-invalid",
        &[("tags.yaml", "Air Strikes: Air strikes # a comment\naid: Aid\n")],
        &[("tags.yaml", "air-strikes: Air strikes\naid: Aid\n")],
    ),
    (
        "timeline-empty",
        &[("a.md", "@a"), ("timelines/t.md", "---\ntitle: T\nmatch: {tags: [none]}\n---\n")],
        &[("a.md", "@a"), ("timelines/t.md", "---\ntitle: T\nmatch: {tags: [aid]}\n---\n")],
    ),
    (
        "link-broken",
        &[("a.md", "@a\n\n[x](pages/p.md#nope)"), ("pages/p.md", "---\ntitle: P\n---\n## Known\n\nText.\n")],
        &[
            ("a.md", "@a\n\n[x](pages/p.md#known) [y](/p/#main) [z](/2016/09/08/a/#corrections)"),
            ("pages/p.md", "---\ntitle: P\n---\n## Known\n\nText.\n"),
        ],
    ),
    (
        "config",
        &[("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\nlimit = 5\n")],
        &[("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\n[limits]\n")],
    ),
    (
        "theme-invalid",
        &[
            ("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\ntheme = \"x\"\n"),
            ("themes/x/theme.toml", "name = \"x\"\nneeds = \"1\"\nextends = \"default\"\n"),
            ("themes/x/words/en.toml", "labels = 5\n"),
        ],
        &[
            ("site.toml", "title = \"T\"\nbase_url = \"https://example.org/\"\ntheme = \"x\"\n"),
            ("themes/x/theme.toml", "name = \"x\"\nneeds = \"1\"\nextends = \"default\"\n"),
            ("themes/x/words/en.toml", ""),
        ],
    ),
];

const EVENT_A: (&str, &str) = ("a.md", "@a\nevents: [e]");
const GOOD_EVENT: (&str, &str) =
    ("events/e.md", "---\ntitle: E\ndate: 2015\nclaims:\n- {what: x, value: 3, by: B, source: a}\n---\nText.\n");
