//! Types in the notation of other languages, such as `integer`, `Vec<string>` or `string?`.

/// Types of other languages, and the scalars that they stand for.
const ALIASES: &[(&str, &str)] = &[
    ("any", "json"),
    ("array", "list of …"),
    ("boolean", "bool"),
    ("double", "float"),
    ("int", "int32"),
    ("integer", "int64"),
    ("list", "list of …"),
    ("long", "int64"),
    ("map", "map of …"),
    ("number", "float"),
    ("object", "map of …"),
    ("str", "string"),
    ("text", "string"),
    ("timestamp", "datetime"),
    ("uri", "url"),
    ("uint32", "int64"),
    ("ulong", "uint64"),
    ("epoch", "unix_seconds"),
];

/// Types of other languages without a scalar of the same form on the wire, and what to write.
const OTHER_FORMS: &[(&[&str], &str)] = &[
    (
        &["base64"],
        "use `bytes`, which is base64 on the wire, or `base64url` for the alphabet of URLs",
    ),
    (
        &["iso_duration", "iso8601_duration", "period"],
        "use `string`: a `duration` is a number of seconds, such as `1.5s`",
    ),
    (
        &["unix_micros", "unix_nanos", "epoch_micros", "epoch_nanos"],
        "use `int64`: only `unix_seconds` and `unix_millis` are dates and times",
    ),
    (
        &["uint64_text", "uint64_string"],
        "use `string`: `int64_text` has a sign, and refuses the upper half of the numbers",
    ),
];

/// Types of other languages that contain another type, and what stands for them.
const GENERIC: &[(&[&str], &str)] = &[
    (
        &["array", "arrays", "lists", "seq", "sequence", "set", "vec"],
        "list of …",
    ),
    (
        &["dict", "dictionary", "hash", "maps", "object", "record"],
        "map of …",
    ),
    (&["pages", "paginated"], "page of …"),
    (&["event", "sse"], "events of …"),
    (&["line", "ndjson", "jsonl"], "lines of …"),
    (&["stream", "streams"], "events of …` or `lines of …"),
];

/// Types of other languages for bytes.
const BYTES: &[&str] = &["binary", "blob", "byte", "bytes", "data", "octets"];

/// Remedy for a type that allows `null`.
const OPTIONAL: &str = "write `string or null` if `null` and a missing value differ; otherwise the type alone, with `?` after the name of the field";

/// Returns how to write a type that is in the notation of another language.
pub(super) fn remedy(word: &str) -> Option<String> {
    if is_nullable(word) {
        return Some(OPTIONAL.to_owned());
    }
    let mut forms = OTHER_FORMS.iter();
    let form = forms.find(|(words, _)| words.iter().any(|other| word.eq_ignore_ascii_case(other)));
    match form {
        Some((_, help)) => Some((*help).to_owned()),
        None => translate(word).map(|meant| did_you_mean(&meant)),
    }
}

/// Returns the question whether a type was meant.
pub(super) fn did_you_mean(meant: &str) -> String {
    format!("did you mean `{meant}`?")
}

/// Returns `true` if a text is how other languages write a type that allows `null`.
fn is_nullable(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let mut words = word.split(|c: char| !c.is_ascii_alphanumeric());
    word.ends_with('?')
        || words.any(|word| {
            matches!(
                word,
                "null" | "nil" | "none" | "nullable" | "option" | "optional"
            )
        })
}

/// Returns the type expression for the notation of another language.
fn translate(word: &str) -> Option<String> {
    let of = |kind: &str, item: &str| Some(format!("{kind} of {}", item.trim()));
    if let Some(item) = word.strip_suffix("[]") {
        return of("list", item);
    }
    let brackets = word
        .strip_prefix('[')
        .and_then(|item| item.strip_suffix(']'));
    if let Some(item) = brackets {
        return of("list", item);
    }
    let generic = word.strip_suffix('>').and_then(|word| word.split_once('<'));
    match generic.map(|(kind, item)| (kind.to_ascii_lowercase(), item)) {
        Some((kind, item)) if ["array", "list", "vec", "set"].contains(&kind.as_str()) => {
            return of("list", item);
        }
        Some((kind, item)) if ["dict", "map", "record", "hashmap"].contains(&kind.as_str()) => {
            let (_, value) = item.rsplit_once(',').unwrap_or(("", item));
            return of("map", value);
        }
        Some(_) | None => {}
    }
    if let Some((kind, item)) = word.split_once(" of ") {
        if kind.starts_with("stream") && BYTES.contains(&item) {
            return Some("download".to_owned());
        }
        let (_, meant) = GENERIC.iter().find(|(kinds, _)| kinds.contains(&kind))?;
        return Some(meant.replace('…', item));
    }
    let mut aliases = ALIASES.iter();
    let (_, meant) = aliases.find(|(alias, _)| word.eq_ignore_ascii_case(alias))?;
    Some((*meant).to_owned())
}
