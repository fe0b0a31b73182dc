//! By which names the preview may be asked: a page of a stranger must not read it under a name of the stranger's. Pure.

use std::net::IpAddr;

/// Names that were asked for on the command line.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(pub(super) Vec<String>);

impl Names {
    /// Whether a `Host` header names this machine. An address in numbers always does: only a name can be made to lead here
    /// after it led elsewhere (DNS rebinding).
    pub(super) fn know(&self, authority: &str) -> bool {
        let Some(host) = host(authority) else { return false };
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare.parse::<IpAddr>().is_ok()
            || host == "localhost"
            || host.ends_with(".localhost")
            || self.0.iter().any(|name| name.eq_ignore_ascii_case(&host))
    }
}

/// The host of `host:port`; nothing where it is no such thing.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, "0"),
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let inside = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let fits = match inside {
        Some(inside) => inside.chars().all(|c| c.is_ascii_hexdigit() || c == ':' || c == '.'),
        None => host.chars().all(is_plain),
    };
    (fits && !host.is_empty() && port.parse::<u16>().is_ok()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_known() {
        let names = Names(vec!["preview.example".to_owned()]);
        for known in [
            "localhost",
            "LOCALHOST:1111",
            "localhost.",
            "my.localhost:80",
            "127.0.0.1:1111",
            "127.9.9.9",
            "[::1]:1111",
            "[::1]",
            "192.168.1.7:1111",
            "preview.example",
            "Preview.Example:1111",
        ] {
            assert!(names.know(known), "{known}");
        }
        for strange in [
            "",
            "evil.example",
            "evil.example:1111",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost@evil.example",
            "evil.example/localhost",
            "notlocalhost",
            "localhost:x",
            "localhost:99999",
            "[::1].evil.example",
            "[evil]:1",
            ":1111",
            "a preview.example",
            "::1",
        ] {
            assert!(!names.know(strange), "{strange}");
        }
    }
}
