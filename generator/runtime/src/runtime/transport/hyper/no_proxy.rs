//! Hosts that are exempt from a proxy.

use std::net::IpAddr;

use http::Uri;

use crate::runtime::text::host::without_brackets;
use crate::runtime::text::origin::port;

/// Returns `true` if a list like that in `NO_PROXY` contains the host of a URL.
///
/// Entries are separated by commas or whitespace. An entry is `*`, a name, an IP address or a network such as
/// `10.0.0.0/8`, optionally with a port. A name also stands for all names below it; `.name` and `*.name` are the same.
pub(crate) fn is_exempt(url: &Uri, list: &str) -> bool {
    let Some(host) = url.host() else {
        return false;
    };
    let port = port(url);
    let host = without_brackets(host).trim_end_matches('.');
    list.split(|separator: char| separator == ',' || separator.is_whitespace())
        .any(|entry| !entry.is_empty() && matches(entry, host, port))
}

/// Returns `true` if an entry stands for a host and port.
fn matches(entry: &str, host: &str, port: u16) -> bool {
    if entry == "*" {
        return true;
    }
    let (name, entry_port) = split_port(entry);
    if entry_port.is_some_and(|entry_port| entry_port.parse() != Ok(port)) {
        return false;
    }
    match host.parse() {
        Ok(address) => contains_address(name, address),
        Err(_) => contains_name(name, host),
    }
}

/// Splits the port from an entry. The colons of an IPv6 address do not belong to a port, unless it is in brackets.
fn split_port(entry: &str) -> (&str, Option<&str>) {
    if let Some((address, rest)) = entry
        .strip_prefix('[')
        .and_then(|entry| entry.split_once(']'))
    {
        return (address, rest.strip_prefix(':'));
    }
    match entry.split_once(':') {
        Some((name, port)) if !port.contains(':') => (name, Some(port)),
        Some(_) | None => (entry, None),
    }
}

/// Returns `true` if a name is the host or a parent of it.
fn contains_name(name: &str, host: &str) -> bool {
    let name = name.strip_prefix('*').unwrap_or(name);
    let name = name.strip_prefix('.').unwrap_or(name);
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let host = host.to_ascii_lowercase();
    let above = host.strip_suffix(&name);
    !name.is_empty() && above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
}

/// Returns `true` if an entry is the address, or a network that contains it.
fn contains_address(entry: &str, address: IpAddr) -> bool {
    let (network, length) = match entry.split_once('/') {
        Some((network, length)) => match length.parse::<u16>() {
            Ok(length) => (network, u32::from(length)),
            Err(_) => return false,
        },
        None => (entry, u32::MAX),
    };
    match (network.parse(), address) {
        (Ok(IpAddr::V4(network)), IpAddr::V4(address)) => {
            let differing = u32::from(network) ^ u32::from(address);
            differing.leading_zeros() >= length.min(u32::BITS)
        }
        (Ok(IpAddr::V6(network)), IpAddr::V6(address)) => {
            let differing = u128::from(network) ^ u128::from(address);
            differing.leading_zeros() >= length.min(u128::BITS)
        }
        (Ok(IpAddr::V4(_) | IpAddr::V6(_)) | Err(_), _) => false,
    }
}
