//! `digest theme check`: every fault of a theme, where it stands, and what to write.

use crate::site::Site;

/// A small site with a theme of its own, which extends the default one by these files.
fn themed(files: &[(&str, &str)]) -> Site {
    let site = Site::from("small");
    let toml = site.read("site.toml");
    site.write("site.toml", format!("theme = \"plain\"\n{toml}"));
    site.write("themes/plain/theme.toml", "name = \"plain\"\nneeds = \"1\"\nextends = \"default\"\n");
    for (path, text) in files {
        site.write(&format!("themes/plain/{path}"), text);
    }
    site
}

const TOP: &str = "{% extends \"base.html\" %}\n{% block main %}<h1>x</h1>\n";

#[test]
fn the_default_theme_is_whole() {
    let site = Site::from("small");
    let said = site.run(&["theme", "check"]).ends(0).says("The theme is whole: every kind of page was drawn.");
    assert!(said.stdout.starts_with("The theme default extends no other.\n"), "{}", said.stdout);
    let drawn = |kind: &str| {
        let row = said.stdout.lines().find(|line| line.split_whitespace().next() == Some(kind)).unwrap();
        let numbers: Vec<usize> = row.split_whitespace().skip(2).map(|number| number.parse().unwrap()).collect();
        (numbers[0], numbers[1])
    };
    assert!(drawn("home").0 == 1 && drawn("article").0 > 0, "{}", said.stdout);
    assert!(drawn("event").1 > 0 && drawn("moved").1 > 0, "the sample has what this site has not: {}", said.stdout);
    assert!(!said.stdout.contains("may leave") && !said.stdout.contains("No page"), "{}", said.stdout);
    assert!(!site.path("public").exists() && !site.path(".digest").exists(), "nothing is written");
}

#[test]
fn every_fault_is_shown_once_with_its_place_and_a_way_out() {
    let plain = format!("{TOP}{{{{ it.no_such_field }}}}{{% endblock main %}}");
    let event = format!("{TOP}\n\t{{{{ it.title | upper | safe }}}}{{% endblock main %}}");
    let card = "{% component term_card(c, @w) -%}{{ c.nothing }}{%- endcomponent term_card %}";
    let site = themed(&[("templates/plain.html", plain.as_str()), ("templates/parts/own.html", card)]);
    let said = site.run(&["theme", "check"]).ends(2).stderr;
    for wanted in [
        "  --> themes/plain/templates/plain.html:3:7\n",
        "3 | {{ it.no_such_field }}",
        "|       ^^^^^^^^^^^^^\n",
        "  = help: docs/themes.md lists what `page`, `it`, `site` and `w` hold\n",
        "  = note: drawing /",
        "--> themes/plain/templates/parts/own.html:1:",
        "The theme fails: 2 faults.",
    ] {
        assert!(said.contains(wanted.trim_start()), "{wanted:?} is not in:\n{said}");
    }
    assert_eq!(said.matches("plain.html:3:7").count(), 1, "{said}");
    // What cannot be loaded says as much, in every command.
    let site = themed(&[("templates/event.html", event.as_str())]);
    for command in [&["theme", "check"][..], &["build"], &["check"]] {
        let said = site.run(command).ends(2).stderr;
        for wanted in [
            "--> themes/plain/templates/event.html:4:22",
            "\t{{ it.title | upper | safe }}",
            "= help: print it without `safe`",
        ] {
            let wanted = wanted.replace('\t', "    ");
            assert!(said.contains(&wanted), "{command:?}: {wanted:?} is not in:\n{said}");
        }
    }
}

#[test]
fn a_fault_that_no_page_of_this_site_shows_is_found_in_the_sample() {
    // Only an article that was withdrawn takes this way.
    let article =
        format!("{TOP}{{% if it.withdrawn %}}{{{{ it.withdrawn.nothing }}}}{{% endif %}}{{% endblock main %}}");
    let site = themed(&[("templates/article.html", article.as_str())]);
    site.run(&["build"]).ends(0);
    let said = site.run(&["theme", "check"]).ends(2).stderr;
    assert!(said.contains("= note: drawing /2024/03/06/withdrawn/ of the sample"), "{said}");
}

#[test]
fn what_a_theme_may_leave_out_is_named() {
    let plain = include_str!("../../themes/default/templates/plain.html");
    let site = themed(&[
        ("templates/plain.html", plain),
        ("templates/old.html", "{{ it.nothing }}"),
        ("static/code.css", include_str!("../../themes/default/static/code.css")),
        ("static/own.css", "a{}"),
    ]);
    let said = site.run(&["theme", "check"]).ends(0).stdout;
    let unused = "\nNo page and no other template uses these:\n  themes/plain/templates/old.html\n";
    let same = "\nThe theme may leave these out, since default has the same:\n  \
                themes/plain/static/code.css\n  themes/plain/templates/plain.html\n";
    assert!(said.contains(unused) && said.ends_with(same), "{said}");
}

#[test]
fn all_that_a_theme_lacks_is_named_at_once() {
    let site = themed(&[("templates/home.html", "x")]);
    site.write("themes/plain/theme.toml", "name = \"plain\"\nneeds = \"1\"\n");
    let said = site.run(&["theme", "check"]).ends(2).stderr;
    for wanted in ["no template year.html", "no template moved.html", "no component term_card", "extends = \"default\""]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(!said.contains("no template home.html"), "{said}");
}

#[test]
fn mistakes_of_the_content_hide_no_fault_of_the_theme() {
    let site = themed(&[]);
    site.write("content/articles/2024-01-01-x.md", "---\ntitle: X\n---\n");
    site.run(&["theme", "check"]).ends(0).says("none of its own pages was drawn");
}
