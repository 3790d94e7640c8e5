//! Host names.

use std::net::IpAddr;

/// Returns `true` if a host is `localhost` or a loopback address. Does not resolve names.
pub(crate) fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || without_brackets(host)
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Returns an IPv6 address without its brackets, or any other host unchanged.
pub(crate) fn without_brackets(host: &str) -> &str {
    let address = host.strip_prefix('[');
    address
        .and_then(|address| address.strip_suffix(']'))
        .unwrap_or(host)
}
