//! Which names a preview answers to.
//!
//! A page of another site may call this machine by a name of its own that leads here, and would then be allowed to read
//! what is answered (DNS rebinding). The browser tells the name in the field `Host`, so a foreign one is refused.

use std::net::{IpAddr, Ipv6Addr};

/// The names that are answered besides those of the machine to itself.
#[derive(Clone, Debug)]
pub(crate) struct Hosts {
    /// What `--host` says, in small letters.
    own: Option<String>,
    /// Whether every address of the machine is listened to; then addresses in numbers are answered, which nobody can lead
    /// elsewhere.
    all: bool,
}

impl Hosts {
    /// For what `--host` says.
    pub(crate) fn new(host: Option<&str>) -> Self {
        let own = host.map(|host| unbracketed(host).to_ascii_lowercase());
        let address: Option<IpAddr> = own.as_deref().and_then(|own| own.parse().ok());
        Hosts {
            all: address.is_some_and(|address| address.is_unspecified()),
            own,
        }
    }

    /// Whether only this machine can reach the preview.
    pub(crate) fn is_this_machine_only(&self) -> bool {
        self.own.as_deref().is_none_or(is_loopback)
    }

    /// Whether a field `Host` names this preview. Its port does not matter: it may be another one outside a container.
    pub(super) fn answers_to(&self, field: &str) -> bool {
        let name = without_port(field).to_ascii_lowercase();
        let is_address = || name.parse::<IpAddr>().is_ok();
        is_loopback(&name) || self.own.as_ref() == Some(&name) || self.all && is_address()
    }
}

/// The name in a field `Host`, without brackets.
fn without_port(field: &str) -> &str {
    if let Some(rest) = field.strip_prefix('[') {
        return match rest.split_once(']') {
            Some((address, port)) if port.is_empty() || port.starts_with(':') => address,
            _ => "",
        };
    }
    field.split_once(':').map_or(field, |(name, _)| name)
}

fn unbracketed(host: &str) -> &str {
    let inside = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    inside.unwrap_or(host)
}

/// Whether a name in small letters is one by which a machine calls itself (RFC 6761 §6.3).
fn is_loopback(name: &str) -> bool {
    if let Ok(address) = name.parse::<IpAddr>() {
        return address.is_loopback()
            || matches!(address, IpAddr::V6(six) if six.to_ipv4_mapped().is_some_and(|four| four.is_loopback()));
    }
    name == "localhost" || name.ends_with(".localhost")
}

/// An address as it stands in a URL.
pub(crate) fn in_url(host: &str) -> String {
    let host = unbracketed(host);
    if host.parse::<Ipv6Addr>().is_ok() {
        format!("[{host}]")
    } else {
        host.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let hosts = Hosts::new(None);
        for good in [
            "localhost",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "127.8.9.1",
            "[::1]:4000",
            "[::1]",
            "toolkit.localhost:1",
        ] {
            assert!(hosts.answers_to(good), "{good}");
        }
        for bad in [
            "",
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "192.168.1.5",
            "[::1]evil",
            "[::2]",
            "127.0.0.1@evil.example",
            "notlocalhost",
            "localhost.",
            "0.0.0.0",
        ] {
            assert!(!hosts.answers_to(bad), "{bad}");
        }
        assert!(hosts.is_this_machine_only());
    }

    #[test]
    fn what_was_asked_for_is_answered_too() {
        let named = Hosts::new(Some("My-Laptop.local"));
        assert!(named.answers_to("my-laptop.local:4000") && named.answers_to("localhost"));
        assert!(!named.answers_to("192.168.1.5") && !named.is_this_machine_only());
        let all = Hosts::new(Some("0.0.0.0"));
        assert!(all.answers_to("192.168.1.5:4000") && all.answers_to("[fe80::1]:4000"));
        assert!(!all.answers_to("evil.example") && !all.is_this_machine_only());
        let six = Hosts::new(Some("[::]"));
        assert!(six.answers_to("192.168.1.5") && !six.is_this_machine_only());
        assert!(Hosts::new(Some("[::1]")).is_this_machine_only());
        assert_eq!(
            (in_url("::1"), in_url("localhost")),
            ("[::1]".to_owned(), "localhost".to_owned())
        );
    }
}
