//! Words of `body_format:`.

/// Formats of request bodies, each with a description.
pub const BODY_FORMATS: [(&str, &str); 3] = [
    ("json", "JSON, the default"),
    ("form", "`application/x-www-form-urlencoded`"),
    (
        "multipart",
        "`multipart/form-data`, which can have files; only in methods",
    ),
];

/// Names of the items of lists in a form, each with a description.
pub const FORM_LISTS: [(&str, &str); 3] = [
    ("brackets", "`a[]=1&a[]=2`, the default"),
    ("repeated", "`a=1&a=2`"),
    ("indexed", "`a[0]=1&a[1]=2`"),
];
