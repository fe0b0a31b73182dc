//! Addresses that pass, addresses that attack, and which of them are one.

use proptest::prelude::*;

use super::*;

fn external(text: &str) -> Href {
    Href::external(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

#[test]
fn addresses_pass_and_are_encoded_and_readable() {
    for (text, href, display) in [
        ("https://www.themoscowtimes.com/2016/09/08/a-a55260", "", ""),
        (" HTTPS://Example.COM ", "https://example.com/", "https://example.com/"),
        ("https://example.com:8443/a?b=c#d", "", ""),
        ("http://example.com:80/", "http://example.com/", "http://example.com/"),
        (
            "https://ar.example.com/سوريا/?q=ب",
            "https://ar.example.com/%D8%B3%D9%88%D8%B1%D9%8A%D8%A7/?q=%D8%A8",
            "https://ar.example.com/سوريا/?q=ب",
        ),
        ("https://ar.example.com/%d8%b3?x=%2F%20%E2%80%AE", "", "https://ar.example.com/س?x=%2F%20%E2%80%AE"),
        ("https://пример.рф/а", "https://xn--e1afmkfd.xn--p1ai/%D0%B0", "https://пример.рф/а"),
        ("https://a.example/x?a=1&amp;b=2", "https://a.example/x?a=1&b=2", "https://a.example/x?a=1&b=2"),
        ("https://a.example/100%/|[x]\"<b>'", "https://a.example/100%25/%7C%5Bx%5D%22%3Cb%3E'", ""),
        ("https://a.example/a#b#c", "https://a.example/a#b%23c", ""),
        ("http://192.0.2.1/", "", ""),
        ("http://[2001:db8::1]/", "", ""),
    ] {
        let passed = external(text);
        assert!(passed.as_str().is_ascii(), "{text}");
        assert_eq!(passed.as_str(), if href.is_empty() { text } else { href });
        let display = if display.is_empty() { passed.as_str() } else { display };
        assert_eq!(passed.display(), display, "{text}");
    }
}

const ATTACKS: [&str; 58] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    " \u{1}javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#x3A;alert(1)",
    "javascript&#58alert(1)",
    "&#106;avascript:alert(1)",
    "javascript%3Aalert(1)",
    "%6Aavascript:alert(1)",
    "javascript%253Aalert(1)",
    "&amp;#106;avascript:x",
    "java\u{200b}script:alert(1)",
    "java\u{ad}script:x",
    "vbscript:x",
    "data:text/html,<script>",
    "DATA:x",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "about:blank",
    "ftp://a.example/",
    "view-source:https://a.example/",
    "intent://x",
    "tel:+1",
    "xmpp:a@b.c",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example\\",
    "https:\\\\evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "https:evil.example",
    "https://good.example@evil.example/",
    "https://a:b@evil.example/",
    "https://evil.example%40good.example/",
    "https://",
    "https:///",
    "https://.",
    "https://a",
    "https://localhost/",
    "https://a.example:99999/",
    "https://a b.example/",
    "https://a.example/\u{202e}gpj",
    "https://a.example/\u{200b}",
    "https://a.example/\0",
    "https://a.example/\u{fffd}",
    "http&#115;://a.example/",
    "h%74tp://a.example",
    "https&colon;//a.example",
    "",
    "  ",
    "https://exa\u{ad}mple.com/",
    "https://a..example/",
    "https://-a.example/",
    "www.evil.example/x",
    "https://a.example\u{2028}/",
];

#[test]
fn attacks_are_refused() {
    for text in ATTACKS {
        let passed = Href::link(text);
        assert!(passed.is_err(), "{text:?} became {passed:?}");
        assert!(Href::external(text).is_err());
        let message = passed.unwrap_err().to_string();
        assert!(!message.contains(char::is_control) && message.is_ascii(), "{message:?}");
    }
    assert_eq!(*Href::link("javascript&#x3A;x").unwrap_err().kind(), HrefProblemKind::Scheme("javascript".to_owned()));
}

#[test]
fn suggestions_pass_the_gate_themselves() {
    for (text, suggestion) in [
        ("//a.example/x", Some("https://a.example/x")),
        ("www.a.example/x", Some("https://www.a.example/x")),
        ("https://a.example/a b", Some("https://a.example/a%20b")),
        ("https:\\\\a.example\\x", Some("https://a.example/x")),
        ("https:/a.example/x", Some("https://a.example/x")),
        ("https://user@a.example/x", Some("https://a.example/x")),
        ("https://a.example/\u{200b}x", Some("https://a.example/x")),
        ("hxxps://a.example/x", Some("https://a.example/x")),
        ("a.example:8080/x", Some("https://a.example:8080/x")),
        ("javascript:x", None),
        ("java\tscript:x", None),
        ("https://localhost/a b", None),
    ] {
        assert_eq!(Href::link(text).unwrap_err().suggestion(), suggestion, "{text:?}");
    }
    assert_eq!(Href::external("a.example/x").unwrap_err().suggestion(), Some("https://a.example/x"));
    assert_eq!(Href::external("notes").unwrap_err().suggestion(), None);
    assert!(Href::external("mailto:a@b.example").is_err() && Href::external("/x/").is_err());
}

#[test]
fn mail_and_addresses_inside_the_site() {
    let mail = Href::link("MAILTO:news.desk@example.org?Subject=A%20b").unwrap();
    assert_eq!(
        (mail.as_str(), mail.display()),
        ("mailto:news.desk@example.org?Subject=A%20b", "news.desk@example.org")
    );
    assert_eq!(mail.place(), HrefPlace::Mail);
    for text in [
        "mailto:",
        "mailto:a",
        "mailto:a@b",
        "mailto:a@b.example?bcc=x@y.example",
        "mailto:a@b.example?subject=a&body=b",
        "mailto:a@b.example,c@d.example",
        "mailto:a%0a@b.example",
        "mailto&colon;a@b.example",
    ] {
        assert!(Href::link(text).is_err(), "{text}");
    }
    for (text, href) in [
        ("/2016/09/08/a/", "/2016/09/08/a/"),
        ("#x", "#x"),
        ("../ب", "../%D8%A8"),
        ("a.md", "a.md"),
        ("?q", "?q"),
        ("10:30", "10:30"),
    ] {
        let inside = Href::link(text).unwrap();
        assert_eq!((inside.as_str(), inside.place(), inside.host()), (href, HrefPlace::Inside, ""));
    }
}

#[test]
fn hosts_are_shown_without_deceiving() {
    for (text, host, site) in [
        ("https://www.bbc.co.uk/x", "bbc.co.uk", "bbc.co.uk"),
        ("https://news.bbc.co.uk/x", "news.bbc.co.uk", "bbc.co.uk"),
        ("https://www.com/", "www.com", "www.com"),
        ("https://ar.rt.com:8080/", "ar.rt.com", "rt.com"),
        ("https://münchen.de/", "münchen.de", "xn--mnchen-3ya.de"),
        ("https://раураl.com/", "xn--l-7sba6dbr.com", "xn--l-7sba6dbr.com"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("https://сора.рф/", "сора.рф", "xn--80a1agc.xn--p1ai"),
        ("https://日本語テスト.jp/", "日本語テスト.jp", "xn--zckzah9945czlbtz6h.jp"),
        ("http://192.0.2.1/", "192.0.2.1", "192.0.2.1"),
        ("http://[2001:db8::1]/", "[2001:db8::1]", "[2001:db8::1]"),
    ] {
        let href = external(text);
        assert_eq!(href.host(), host, "{text}");
        assert_eq!(href.site(), site, "{text}");
        assert!(href.display().contains(host), "{}", href.display());
    }
    // A full-width host is the plain one after the URL standard has read it.
    assert_eq!(external("https://ｅxample.com/").host(), "example.com");
}

#[test]
fn addresses_of_one_article_have_one_key() {
    let key = |text: &str| external(text).key();
    let plain = key("https://example.com/a/b?id=1");
    assert_eq!(plain, "example.com/a/b?id=1");
    for same in [
        "http://www.EXAMPLE.com:80/a/b/?id=1#top",
        "https://example.com:443/a/b?utm_source=x&id=1&UTM_Medium=y&fbclid=z",
        "https://example.com/%61/b?id=1&at_medium=a&at_campaign=b&xtor=c&smid=d",
        "https://example.com./a/b?&id=1&",
        "https://example.com/a/./c/../b?id=1&gclid=",
    ] {
        assert_eq!(key(same), plain, "{same}");
    }
    for other in [
        "https://example.com/a/B?id=1",
        "https://example.com/a/b?id=2",
        "https://example.com/a/b",
        "https://example.com:8080/a/b?id=1",
        "https://m.example.com/a/b?id=1",
        "https://example.com/a/b?id=1&ref=x",
    ] {
        assert_ne!(key(other), plain, "{other}");
    }
    assert_eq!(key("https://example.com/%d8%b3"), key("https://example.com/س"));
    assert_eq!(key("https://example.com/?utm_source=x"), "example.com");
}

#[test]
fn it_serialises_as_its_href_and_displays_readably() {
    let href = external("https://a.example/س");
    assert_eq!(href.to_string(), "https://a.example/س");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_passes_is_read_the_same_by_the_url_standard(
        text in "https?://[a-zа-я.]{1,9}\\.[a-z]{2,3}[/?#%a-f0-9س|\\[\\]\"'<&=;:@-]{0,20}|(?s).{0,40}|[jJ&#x6a;avscript:%\t\n]{0,30}"
    ) {
        if let Ok(href) = Href::link(&text) {
            prop_assert!(href.as_str().is_ascii() && !href.as_str().contains(['"', '<', '>', ' ', '\\']));
            let base = Url::parse("https://site.invalid/base/").unwrap();
            let read = base.join(href.as_str()).unwrap();
            match href.place() {
                HrefPlace::External => {
                    prop_assert!(matches!(read.scheme(), "http" | "https"));
                    prop_assert_eq!(read.as_str(), href.as_str());
                    let shown = Url::parse(href.display()).unwrap();
                    prop_assert_eq!(shown.host_str(), read.host_str());
                    let again = Href::external(href.display()).unwrap();
                    prop_assert_eq!(again.key(), href.key());
                }
                HrefPlace::Mail => prop_assert_eq!(read.scheme(), "mailto"),
                HrefPlace::Inside => prop_assert_eq!(read.host_str(), Some("site.invalid")),
            }
        }
    }
}
