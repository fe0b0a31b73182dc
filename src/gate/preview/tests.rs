use super::*;

const TOLD: Told<'_> = Told { token: "a.1.b", source: None, nonce: "n0", origin: "http://localhost:1111" };

fn page(policy: &str) -> String {
    format!(
        "<head><meta http-equiv=\"Content-Security-Policy\" content=\"{}\"></head><body>x</body>",
        escape_attr(policy)
    )
}

#[test]
fn a_page_that_lets_its_own_host_in_gets_one_element_and_no_more() {
    let page = page("default-src 'none'; script-src 'self'; connect-src 'self'");
    let served = with_script(&page, &TOLD);
    let added = "<script src=\"/.digest/live.js\" data-token=\"a.1.b\"></script>";
    assert_eq!(served.replace(added, ""), page);
    assert!(served.ends_with(&format!("x{added}</body>")), "{served}");
    assert_eq!(with_script("no end", &TOLD), format!("no end{added}"));
}

#[test]
fn what_the_script_is_told_stays_inside_its_attributes() {
    let told = Told { source: Some(("content/\"><b>.md", "vscode://file/'\"")), token: "\"", ..TOLD };
    let served = with_script("<body></body>", &told);
    assert_eq!(
        served,
        "<body><script src=\"/.digest/live.js\" data-token=\"&quot;\" data-source=\"content/&quot;&gt;&lt;b&gt;.md\" \
         data-editor=\"vscode://file/&#39;&quot;\"></script></body>"
    );
}

#[test]
fn a_strict_policy_lets_the_script_in_and_nothing_else() {
    for (policy, wanted) in [
        ("script-src 'none'; connect-src 'none'", "script-src 'nonce-n0'; connect-src http://localhost:1111/.digest/"),
        ("default-src 'none'", "default-src 'none'; script-src 'nonce-n0'; connect-src http://localhost:1111/.digest/"),
        ("script-src 'sha256-x'; img-src *", "script-src 'sha256-x' 'nonce-n0'; img-src *"),
        ("SCRIPT-SRC 'self'; connect-src", "SCRIPT-SRC 'self'; connect-src http://localhost:1111/.digest/"),
    ] {
        let served = with_script(&page(policy), &TOLD);
        assert!(served.contains(&escape_attr(wanted)), "{policy}: {served}");
        assert!(served.contains(" nonce=\"n0\""), "{policy}");
    }
    let open = page("img-src 'none'");
    assert!(with_script(&open, &TOLD).starts_with(open.trim_end_matches("</body>")));
}

#[test]
fn a_page_in_another_dress_is_the_same_page() {
    let dressed = |css: &str, sum: &str, text: &str| {
        let policy = format!("style-src 'self' 'sha256-{sum}'; img-src 'self'");
        page(&policy)
            .replace("</head>", &format!("<style>{}</style></head>", compose::style(css).as_str()))
            .replace(">x<", text)
    };
    let (one, two) = (dressed("a{}</b>", "A/b+=", ">x<"), dressed("c{}", "CC=", ">x<"));
    assert_ne!(one, two);
    assert_eq!(without_style(&one, "a{}</b>"), without_style(&two, "c{}"));
    assert_ne!(without_style(&one, "a{}</b>"), without_style(&dressed("c{}", "CC=", ">y<"), "c{}"));
    // A style that is not the sheet's belongs to the page.
    assert_eq!(without_style(&one, "other"), one);
}

#[test]
fn the_pages_of_the_preview_escape_what_they_are_given() {
    assert!(outside("/\"<b>/").contains("<a href=\"/&quot;&lt;b&gt;/\">"));
    for page in [nothing_yet(), missing(), outside("/")] {
        assert!(page.starts_with("<!doctype html>") && page.contains("</body>"), "{page}");
    }
}

#[test]
fn editors_get_whole_paths() {
    assert_eq!(editor("vscode://file", "/home/a b", "content/é.md"), "vscode://file/home/a%20b/content/%C3%A9.md");
    assert_eq!(editor("vscode://file", "C:\\site", "x.md"), "vscode://file/C%3A/site/x.md");
}
