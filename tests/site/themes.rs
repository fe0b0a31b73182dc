//! A theme may change one template and keep the rest; what it may not is refused with its place.

use crate::site::Site;
use crate::web::{TODAY, WHOLE, Web, whole};

const THEME: &str = "name = \"plain\"\nneeds = \"1\"\nextends = \"default\"\n";

/// The fixture with a theme of its own, which extends the default one by these files.
fn themed(files: &[(&str, &str)]) -> Site {
    let site = whole();
    site.edit("site.toml", "inline_css = false\n", "inline_css = false\ntheme = \"plain\"\n");
    site.write("themes/plain/theme.toml", THEME);
    for (path, text) in files {
        site.write(&format!("themes/plain/{path}"), text);
    }
    site
}

#[test]
fn one_template_and_the_rest_of_the_default() {
    let template = "{% extends \"base.html\" %}\n{% block main %}<h1>Mine: {{ it.title }}</h1>{{ it.body_html | safe }}{% endblock main %}\n";
    let web = Web::build(&themed(&[("templates/plain.html", template)]), &[]);
    assert_eq!(web.page("/about/").texts("h1"), ["Mine: About this digest"]);
    assert!(web.page("/about/").main().contains("This site is a fixture."));
    let own = ["about/index.html", "data/index.html", "how-we-work/index.html", "manifest.json"];
    for (path, bytes) in &WHOLE.files {
        assert_eq!(web.files[path] == *bytes, !own.contains(&path.as_str()), "{path}");
    }
}

#[test]
fn one_part_a_word_and_a_file() {
    let part = "{% component link(l, c=\"\", rel=\"\") -%}<a data-own href=\"{{ l.href }}\">{{ l.text }}</a>{%- endcomponent link %}\n";
    let site = themed(&[
        ("words/en.toml", "[labels]\ncorrections = \"Put right\"\n"),
        ("static/own.txt", "Own.\n"),
        ("static/code.css", "/* nothing */ code { color: red }\n"),
    ]);
    let web = Web::build(&site, &[]);
    assert_eq!(web.page("/corrections/").texts("h1"), ["Put right"]);
    assert_eq!(web.page("/search/").texts("h1"), ["Search"], "the words that are not its own are the default's");
    assert_eq!(web.text("/own.txt"), "Own.\n");
    assert_eq!(web.text("/code.css").trim(), "code{color:red}");
    assert_eq!(web.text("/style.css"), WHOLE.text("/style.css"));
    let words = "{% component words(l) -%}{{ l.text }}{%- endcomponent words %}\n";
    let outside =
        "{% component outside(o, c=\"\") -%}<a href=\"{{ o.href }}\">{{ o.display }}</a>{%- endcomponent outside %}\n";
    let web = Web::build(&themed(&[("templates/parts/link.html", &format!("{part}{words}{outside}"))]), &[]);
    assert!(!web.page("/").find("a[data-own]").is_empty());
}

/// A file cannot stand where a folder of pages must, nor a folder where a page must; `check` says so too.
#[test]
fn a_static_file_keeps_out_of_the_way_of_pages() {
    for path in ["static/tags", "static/about/index.html", "static/2016", "static/404.html/deep.txt", "static/About"] {
        let site = themed(&[(path, "text")]);
        for command in ["build", "check"] {
            site.run(&[command, "--today", TODAY]).ends(2).says(path).says("would stand in the place of a page");
        }
        assert_eq!(site.tree("public"), Vec::<String>::new());
    }
}

#[test]
fn what_has_not_passed_the_gate_is_escaped() {
    for (template, place) in [
        ("<p>{{ it.title | safe }}</p>", "plain.html:1:16"),
        ("<p>{{ it.title|safe }}</p>", "plain.html:1:15"),
        ("<p>\n{{ it.title |\n safe }}</p>", "plain.html:2:13"),
        ("<p>\n{{ it.title\n | safe }}</p>", "plain.html:3:2"),
        ("{% set x_html = it.title %}{{ x_html | safe }}", "plain.html:1:"),
        ("{% filter safe %}{{ it.title }}{% endfilter %}", "plain.html:1:"),
        ("\n{{ it.body_html | safe }}{{ page.title | upper | safe }}", "plain.html:2:"),
        ("\n{{ it.extra.own_html | safe }}", "plain.html:2:"),
        ("\n{{ it.own_html | safe }}", "plain.html:2:"),
        ("\n{{ (it.title ~ it.body_html) | safe }}", "plain.html:2:"),
        ("\n{% set p | upper %}{{ it.title }}{% endset %}{{ p | replace(from=\"&LT;\", to=\"<\") }}", "plain.html:2:"),
        ("\n{% filter replace(from=\"&lt;\", to=\"<\") %}{{ it.title }}{% endfilter %}", "plain.html:2:"),
        ("\n<p title={{ it.title }}>", "plain.html:2:"),
    ] {
        let site = themed(&[("templates/plain.html", template)]);
        let output = site.run(&["build", "--today", TODAY]).ends(2).says(place);
        let named = ["safe", "escaping", "replace", "quotes"].iter().any(|word| output.stderr.contains(word));
        assert!(named, "{}", output.stderr);
        assert!(!site.path("public").exists());
    }
}

/// The keys of `extra` are the contributor's, and one that is named like a field of the gate is text all the same.
#[test]
fn a_contributor_cannot_name_a_text_html() {
    const ARTICLE: &str = "content/articles/2016/2016-09-08-talks-begin.md";
    let attack = "extra: {body_html: \"<script>x</script>\", note: \"<i title='a'>\"}\n";
    for (template, passes) in [
        ("{% set x = it.extra %}{% if x %}{{ x.body_html | safe }}{% endif %}", false),
        ("{% for x in [it.extra] %}{% if x %}{{ x.body_html | safe }}{% endif %}{% endfor %}", false),
        ("{% if it.extra %}{% set it = it.extra %}{{ it.body_html | safe }}{% endif %}", false),
        ("{% if it.extra %}{{ it.extra.note }}{{ it.body_html | safe }}{% endif %}", true),
        // A part is escaped whatever its file is called.
        ("{% if it.extra %}{% include \"parts/note.txt\" %}{% endif %}", true),
    ] {
        let site = themed(&[("templates/article.html", template), ("templates/parts/note.txt", "{{ it.extra.note }}")]);
        site.edit(ARTICLE, "extra: {reviewed: true, by: [nobody]}\n", attack);
        let output = site.run(&["build", "--today", TODAY]);
        if passes {
            output.ends(0);
            let page = site.read("public/2016/09/08/talks-begin/index.html");
            assert!(page.starts_with("&lt;i title=&#39;a&#39;&gt;"), "{page}");
        } else {
            output.ends(2).says("article.html:1:").says("has not passed the gate");
        }
    }
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    for (template, place) in [
        ("<p>\n{{ it.title }</p>", "plain.html:2:13"),
        ("<p>\n\n{{ it.no_such_field }}</p>", "plain.html:3:7"),
        ("<p>\n{{ it.title | no_such_filter }}</p>", "plain.html:2:15"),
        ("{% extends \"nothing.html\" %}", "plain.html"),
        ("\n{% include \"../../../site.toml\" %}", "plain.html:2:12"),
        ("{{ get_env(name=\"HOME\") }}", "plain.html:1:4"),
        ("{{ now() }}", "plain.html:1:4"),
        ("\n{{ it | group_by(attribute=\"title\") }}", "plain.html:2:"),
    ] {
        let site = themed(&[("templates/plain.html", template)]);
        site.run(&["build", "--today", TODAY]).ends(2).says("error: ").says(place);
        assert!(!site.path("public").exists(), "{template}");
    }
}

#[test]
fn a_theme_says_what_it_is() {
    for (toml, said) in [
        ("name = \"plain\"\nneeds = \"9\"\nextends = \"default\"\n", "needs views 9, this program makes views 1"),
        ("name = \"plain\"\nneeds = \"1\"\n", "no template home.html"),
        ("name = \"plain\"\nneeds = \"1\"\nextends = \"plain\"\n", "extends itself"),
        ("name = \"plain\"\nneeds = \"1\"\nextends = \"none\"\n", "there is no theme themes/none"),
        ("name = \"plain\"\nneeds = \"1\"\ncolour = 1\n", "colour"),
        ("needs = \"1\"\n", "name"),
    ] {
        let site = themed(&[]);
        site.write("themes/plain/theme.toml", toml);
        site.run(&["build", "--today", TODAY]).ends(2).says(said);
    }
    let site = themed(&[("static/style.css", "a{}")]);
    site.remove("themes/plain/theme.toml");
    site.run(&["build", "--today", TODAY]).ends(2).says("no theme.toml");
}

/// The theme in the repository is the theme in the program.
#[test]
fn a_copy_of_the_default_is_the_default() {
    let site = whole();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for entry in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file()) {
        let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        site.write(&format!("themes/default/{path}"), std::fs::read(entry.path()).unwrap());
    }
    assert!(Web::build(&site, &[]).files == WHOLE.files);
}
