//! Values that the language refuses on purpose, with what to do instead.

/// Returns the remedy for a value that is refused on purpose. `allowed` are the values in whose place it stands.
pub(super) fn remedy(value: &str, allowed: &[&str]) -> Option<&'static str> {
    let value = value.to_ascii_lowercase().replace(['_', '-'], "");
    let row = ROWS.iter().find(|row| {
        allowed.contains(&row.among) && row.values.iter().any(|refused| value.contains(refused))
    })?;
    Some(row.remedy)
}

/// Values that are refused for one reason.
struct Refused {
    /// Value that stands in the same place and is allowed.
    among: &'static str,
    /// Parts of the values, in lower case, without `_` and `-`.
    values: &'static [&'static str],
    remedy: &'static str,
}

const ROWS: &[Refused] = &[
    Refused {
        among: "hmac_sha256",
        values: &["sha1", "md5"],
        remedy: "SHA-1 and MD5 are refused on purpose, because they are broken: let the API sign with SHA-256, if it can; if it cannot, \
                 remove `webhooks:`, and in your program, verify the raw body with a library and decode it with \
                 `serde_json::from_slice`",
    },
    Refused {
        among: "hmac_sha256",
        values: &["ed25519", "ecdsa", "rsa"],
        remedy: "signatures with a public key are not described: remove `webhooks:`, and in your program, verify the raw body with a \
                 library and decode it with `serde_json::from_slice`",
    },
];
