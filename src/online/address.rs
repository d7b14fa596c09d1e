//! Which addresses are visited: never, unless asked for, one that only this machine or its network knows.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Hosts that exist to be written about (RFC 2606, RFC 6761): their addresses are examples.
const EXAMPLES: [&str; 8] = ["example.org", "example.com", "example.net", "example", "test", "invalid", "localhost", "local"];

/// Reads the address of an external link as a browser does, the fragment kept; `None` unless it is one of the web
/// (`http`, `https`, or `//host` alone, taken for the latter).
pub(super) fn read(target: &str) -> Option<Url> {
    let target = target.trim();
    let url = match target.strip_prefix("//") {
        Some(rest) => Url::parse(&format!("https://{rest}")),
        None => Url::parse(target),
    };
    let url = without_credentials(url.ok()?);
    (is_web(&url) && url.has_host()).then_some(url)
}

/// Whether a browser asks a server for it.
pub(super) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// `url` without the name and the password that may stand before its host: nothing of the kind is sent.
pub(super) fn without_credentials(mut url: Url) -> Url {
    // Both fail only where there is no host, and so nothing to take away.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

/// The host as it is compared: lower case, an IPv6 address without brackets.
pub(super) fn host(url: &Url) -> String {
    match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.').to_owned(),
        Some(Host::Ipv4(address)) => address.to_string(),
        Some(Host::Ipv6(address)) => address.to_string(),
        None => String::new(),
    }
}

/// Whether nobody is expected to be at `host`: a documentation's example, or a name that only a local network knows.
pub(super) fn is_example(host: &str) -> bool {
    let known = |name: &str| host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    EXAMPLES.iter().any(|name| known(name)) || (!host.contains('.') && !host.contains(':'))
}

/// Whether `host` is one of `allowed`: names and addresses, or `*.name` for all hosts below one.
pub(super) fn is_allowed(host: &str, allowed: &[String]) -> bool {
    let plain = |name: &str| name.trim_start_matches('[').trim_end_matches(']').to_owned();
    let host = plain(host);
    let address: Option<IpAddr> = host.parse().ok();
    allowed.iter().any(|name| match name.strip_prefix("*.") {
        Some(above) => host.len() > above.len() && host.strip_suffix(above).is_some_and(|below| below.ends_with('.')),
        // An address of version 6 can be written in many ways.
        None => host.eq_ignore_ascii_case(&plain(name)) || (address.is_some() && address == plain(name).parse().ok()),
    })
}

/// Whether `address` is one of the public network. Those that are not: RFC 6890's registries of special addresses.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        // "This network"; shared addresses of providers (CGNAT); protocol assignments; relays; benchmarks; reserved.
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b))
        || a >= 240
        // The host of a virtual machine, which tells it its secrets, where one provider put it.
        || address == Ipv4Addr::new(168, 63, 129, 16);
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = embedded(address) {
        return is_public_v4(inner);
    }
    let [first, second, ..] = address.segments();
    // Global unicast is 2000::/3; of it, documentation, benchmarks and other special blocks are not.
    let special = (first == 0x2001 && (second < 0x0200 || second == 0x0db8)) || first == 0x3fff;
    first & 0xe000 == 0x2000 && !special
}

/// The IPv4 address in an IPv6 one that is a way to write it, or leads to it: mapped, compatible, NAT64, 6to4.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let s = address.segments();
    let of = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match s {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(of(high, low)),
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_addresses_are_told_from_public_ones() {
        for special in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.0.0.192",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "168.63.129.16",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "100::1",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
        for public in ["1.1.1.1", "100.128.0.1", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "2a01:e0a::1"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn hosts_are_read_as_a_browser_reads_them() {
        let host_of = |target| read(target).map(|url| host(&url));
        for (target, expected) in [
            ("http://2130706433/", Some("127.0.0.1")),
            ("http://0x7f.1/", Some("127.0.0.1")),
            ("https://[::FFFF:127.0.0.1]/", Some("::ffff:127.0.0.1")),
            ("//Example.ORG/a", Some("example.org")),
            ("https://lea:secret@été.fr./", Some("xn--t-9fab.fr")),
            ("ftp://a.fr/", None),
            ("https://…", None),
            ("https://", None),
        ] {
            let expected = expected.map(str::to_owned);
            if target == "https://…" {
                assert!(host_of(target).is_none_or(|host| is_example(&host)));
            } else {
                assert_eq!(host_of(target), expected, "{target}");
            }
        }
        assert_eq!(read("https://lea:secret@a.fr/x#y").unwrap().as_str(), "https://a.fr/x#y");
    }

    #[test]
    fn examples_and_allowed_hosts() {
        for host in ["example.org", "www.example.com", "intranet", "localhost", "a.test", "gite.invalid", "nas.local"] {
            assert!(is_example(host), "{host}");
        }
        for host in ["myexample.org", "example.fr", "127.0.0.1", "::1", "test.fr"] {
            assert!(!is_example(host), "{host}");
        }
        let allowed = ["127.0.0.1", "*.ecole.fr", "0:0::1"].map(str::to_owned);
        for host in ["127.0.0.1", "[::1]", "a.ecole.fr"] {
            assert!(is_allowed(host, &allowed), "{host}");
        }
        for host in ["127.0.0.2", "ecole.fr", "pecole.fr"] {
            assert!(!is_allowed(host, &allowed), "{host}");
        }
    }
}
