//! Hosts of addresses, as readers take them.

use super::punycode;

/// The longest host that is looked at (RFC 1035 §2.3.4, with room for letters of several bytes).
const LONGEST: usize = 1_000;

/// The host of a web address or mailbox, in small letters of its own script, without `www.`, port and final dot; nothing if
/// there is none.
pub(super) fn of(address: &str) -> Option<String> {
    let rest = match strip_scheme(address) {
        Some(rest) => rest,
        None => address.split_once('?').map_or(address, |(path, _)| path),
    };
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or("");
    // What stands before it is a name for the host, or the mailbox.
    let host = authority.rsplit('@').next().unwrap_or("");
    let host = host.split(':').next().unwrap_or("").trim_end_matches('.');
    if host.is_empty() || host.len() > LONGEST {
        return None;
    }
    let host = host.to_lowercase();
    let labels: Vec<String> = host
        .strip_prefix("www.")
        .unwrap_or(&host)
        .split('.')
        .map(|label| {
            let decoded = label.strip_prefix("xn--").and_then(punycode::decode);
            decoded.unwrap_or_else(|| label.to_owned())
        })
        .collect();
    Some(labels.join("."))
}

/// What follows `https://` or `http://`.
pub(super) fn strip_scheme(address: &str) -> Option<&str> {
    ["https://", "http://", "webcal://"]
        .iter()
        .find_map(|scheme| {
            let start = address.get(..scheme.len())?;
            start
                .eq_ignore_ascii_case(scheme)
                .then(|| &address[scheme.len()..])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_readers_take_it_for() {
        for (address, host) in [
            ("https://WWW.Example.org:443/a?b", "example.org"),
            ("https://bank.example@evil.example/", "evil.example"),
            ("http://xn--bcher-kva.example.", "bücher.example"),
            ("a@Example.org?subject=x", "example.org"),
            ("www.example.org/a", "example.org"),
        ] {
            assert_eq!(of(address).as_deref(), Some(host), "{address}");
        }
        assert_eq!(of("https:///x"), None);
    }
}
