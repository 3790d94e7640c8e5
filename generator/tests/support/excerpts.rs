//! Excerpts of public APIs: those of the APIs in `tests/apis` whose methods are the hard ones of widely used APIs.

/// Folders of the excerpts, which are named after what they show. The package of each is `<name>-client`.
pub const NAMES: [&str; 5] = [
    "assistants",
    "cluster",
    "code_hosting",
    "payments",
    "telephony",
];
