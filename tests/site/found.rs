//! What readers find without searching: related articles, other years of a date, terms that rose in a month.

use crate::site::Site;
use crate::web::{Page, TODAY, Web, article};

/// So many articles that a few terms tell something, each a month from the next.
fn crowd() -> Site {
    let site = Site::empty();
    site.write("site.toml", "title = \"Found\"\nbase_url = \"https://example.org/\"\n");
    for number in 0..40 {
        let day = format!("{}-{:02}-05", 2001 + number / 12, 1 + number % 12);
        add(&site, &format!("Crowd {number}"), &day, "");
    }
    site
}

fn add(site: &Site, title: &str, day: &str, more: &str) {
    let slug = title.to_lowercase().replace(' ', "-");
    site.write(&format!("content/{day}-{slug}.md"), article(title, day, more));
}

/// The section of a page under a heading.
fn section(page: &Page, heading: &str) -> Option<Page> {
    let sections = page.find("section").into_iter();
    sections.map(|section| Page::of(&section.html())).find(|section| section.texts("h2") == [heading])
}

fn lines(page: &Page, heading: &str) -> Vec<String> {
    section(page, heading).map(|section| section.texts("li")).unwrap_or_default()
}

#[test]
fn a_related_article_says_why_it_is_one() {
    let site = crowd();
    add(&site, "Bridge opened", "2003-05-10", "places: [Orla bridge]\nactors: [Ferry company]\n");
    add(&site, "Bridge mended", "2003-05-12", "places: [Orla bridge]\nactors: [Ferry company]\n");
    add(&site, "Bridge built", "2001-02-01", "places: [Orla bridge]\n");
    let web = Web::build(&site, &[]);
    let page = web.page("/2003/05/10/bridge-opened/");
    let related = section(&page, "Related").unwrap();
    // The other of May stands beside it already: `Later: Bridge mended`.
    assert_eq!(related.texts("li"), ["Bridge built 1 Feb 2001 2 years before In common: Orla bridge"]);
    assert_eq!(related.attributes("li a", "href"), ["/2001/02/01/bridge-built/"]);
    let lede =
        "Chosen by what they share with this one and by date: 1 report. The lists of the terms above have the rest.";
    assert_eq!(related.texts("h2 + p"), [lede]);
    let mended = "Bridge mended 12 May 2003 2 years later In common: Orla bridge";
    let opened = "Bridge opened 10 May 2003 2 years later In common: Orla bridge";
    assert_eq!(lines(&web.page("/2001/02/01/bridge-built/"), "Related"), [opened, mended]);
}

#[test]
fn what_most_articles_carry_relates_none() {
    let web = Web::build(&crowd(), &[]);
    let related = web.pages().filter(|(_, page)| section(page, "Related").is_some()).count();
    assert_eq!(related, 0, "all carry the tag, and nothing else");
}

#[test]
fn the_rarer_term_counts_for_more_and_five_are_enough() {
    let site = crowd();
    for number in 0..9 {
        add(&site, &format!("Valley {number}"), &format!("2002-{:02}-20", number + 1), "places: [Valley]\n");
    }
    add(&site, "Both", "2003-11-20", "places: [Valley]\nactors: [Miller]\n");
    add(&site, "Miller before", "2001-01-20", "places: [Valley]\nactors: [Miller]\n");
    let web = Web::build(&site, &[]);
    let found = lines(&web.page("/2003/11/20/both/"), "Related");
    assert_eq!(found.len(), 1, "one of ten in a valley is none without more: {found:?}");
    assert_eq!(found[0], "Miller before 20 Jan 2001 3 years before In common: Miller, Valley");
    for number in 0..9 {
        add(
            &site,
            &format!("Other {number}"),
            &format!("2002-{:02}-22", number + 1),
            "places: [Valley]\nactors: [Guild, Sailors]\n",
        );
    }
    let web = Web::build(&site, &[]);
    assert_eq!(lines(&web.page("/2002/05/22/other-4/"), "Related").len(), 5);
}

#[test]
fn nothing_is_related_that_the_page_leads_to_already() {
    let site = crowd();
    let quay = |more: &str| format!("places: [Quay]\nactors: [Dockers]\n{more}");
    add(&site, "Quay closed", "2003-05-10", &quay("events: [closing]\n"));
    add(&site, "Quay strike", "2003-07-10", &quay("events: [closing]\n"));
    add(&site, "Quai fermé", "2003-05-11", &quay("lang: fr\ntranslation_of: quay-closed\n"));
    add(&site, "Quay painted", "2002-07-11", &quay(""));
    add(&site, "Quay linked", "2002-02-11", &quay(""));
    add(&site, "Quay withdrawn", "2002-03-11", &quay("withdrawn: {date: 2003-01-01, reason: Not true.}\n"));
    site.write("content/events/closing.md", "---\ntitle: The closing\ndate: 2003-05-09\n---\nA text.\n");
    site.edit("content/2003-05-10-quay-closed.md", "An invented text.", "See [this](/2002/02/11/quay-linked/).");
    let web = Web::build(&site, &[]);
    let titles = |address: &str| section(&web.page(address), "Related").map(|section| section.texts("li a"));
    assert_eq!(titles("/2003/05/10/quay-closed/"), Some(vec!["Quay painted".to_owned()]));
    assert_eq!(titles("/2002/03/11/quay-withdrawn/"), None, "what is withdrawn leads nowhere");
    // Of a text and its translation, one: that in the language of the page.
    assert_eq!(titles("/2002/07/11/quay-painted/").unwrap(), ["Quay linked", "Quay closed", "Quay strike"]);
}

#[test]
fn an_event_without_a_page_relates_its_reports() {
    let site = crowd();
    let event = "events: [{when: 2003-05-09, what: The flood}]\n";
    for (title, day) in [("First", "2003-05-10"), ("Second", "2003-07-10"), ("Third", "2003-09-10")] {
        add(&site, title, day, event);
    }
    let web = Web::build(&site, &[]);
    let found = lines(&web.page("/2003/09/10/third/"), "Related");
    assert_eq!(
        found,
        ["Second 10 Jul 2003 2 months before The same event: The flood"],
        "the first stands in the list of events"
    );
}

#[test]
fn a_day_leads_to_the_same_date_in_other_years() {
    let site = crowd();
    (1990..2002).for_each(|year| add(&site, &format!("Fair {year}"), &format!("{year}-09-08"), ""));
    add(&site, "Another", "2001-09-08", "key: true\n");
    add(&site, "Gone", "1989-09-08", "withdrawn: {date: 2003-01-01, reason: Not true.}\n");
    add(&site, "Leap", "1996-02-29", "");
    add(&site, "No leap", "1997-02-28", "");
    let web = Web::build(&site, &[]);
    let heading = "On this day in other years";
    let years = section(&web.page("/1995/09/08/"), heading).unwrap();
    let found = years.texts("li");
    assert_eq!(found.len(), 10);
    assert_eq!(found[0], "8 September 2001 2 reports Another");
    assert_eq!(found[6], "8 September 1994 1 report Fair 1994");
    assert_eq!(years.texts("p"), ["11 other years", "The newest 10 of 11 are shown."]);
    assert_eq!(years.attributes("li a", "href")[0], "/2001/09/08/");
    assert!(section(&web.page("/1996/02/29/"), heading).is_none());
    assert!(section(&web.page("/1989/09/08/"), heading).is_some(), "its own edition is empty, those of others are not");
}

/// Three reports of a year before, of which one is usual, and then a month of another kind.
fn rising(site: &Site, of_crossing: usize) -> Web {
    for number in 0..of_crossing {
        add(
            site,
            &format!("Crossing {number}"),
            &format!("2004-06-{:02}", number + 1),
            "places: [Crossing]\nactors: [Guild]\n",
        );
    }
    Web::build(site, &[])
}

#[test]
fn a_month_names_what_rose_in_it_with_its_numbers() {
    let site = crowd();
    (0..20).for_each(|number| add(&site, &format!("Usual {number}"), &format!("2003-12-{:02}", number + 1), ""));
    add(&site, "Once", "2004-01-20", "places: [Crossing]\n");
    let web = rising(&site, 2);
    let heading = "Reported more this month";
    assert!(section(&web.page("/2004/06/"), heading).is_none(), "two are chance");
    let web = rising(&site, 6);
    let found = section(&web.page("/2004/06/"), heading).unwrap();
    assert_eq!(found.texts("li"), ["Guild 6 of 6; before, 0 of 32", "Crossing 6 of 6; before, 1 of 32"]);
    let lede = "Terms whose share rose by more than chance explains, compared with the 12 months before (32 reports): 2 terms.";
    assert_eq!(found.texts("h2 + p"), [lede]);
    assert!(section(&web.page("/2001/06/"), heading).is_none(), "there is too little before it");
}

/// One more article draws again what changes and nothing else, and the site is that of a clean build.
#[test]
fn one_more_article_changes_few_pages_of_others() {
    let site = crowd();
    for number in 0..30 {
        let more = format!("places: [Valley {}]\nactors: [Guild {}]\n", number % 5, number % 7);
        add(&site, &format!("Valley {number}"), &format!("2002-{:02}-{:02}", 1 + number % 12, 10 + number % 3), &more);
    }
    let before = Web::build(&site, &[]);
    add(&site, "One more", "2002-06-12", "places: [Valley 2]\nactors: [Guild 3]\n");
    let after = Web::build(&site, &[]);
    let is_article = |path: &str| path.matches('/').count() == 4 && path.starts_with("200");
    let changed =
        after.files.iter().filter(|(path, bytes)| is_article(path) && before.files.get(*path) != Some(*bytes));
    let changed: Vec<&String> = changed.map(|(path, _)| path).collect();
    assert!((2..20).contains(&changed.len()), "{changed:?}");
    site.run(&["build", "--today", TODAY, "--clean", "--output", "clean"]).ends(0);
    assert!(site.files("clean") == after.files, "a clean build makes something else");
}
