//! Keys of other description languages, such as `OpenAPI`, with what this language writes instead.

/// Returns the remedy for a key that another language has.
pub(super) fn remedy(key: &str) -> Option<&'static str> {
    let row = ROWS.iter().find(|(keys, _)| keys.contains(&key))?;
    Some(row.1)
}

const ROUTE: &str =
    "write the HTTP method and the rest of the path as `route:`, such as `route: GET /{id}`";

/// Keys that mean the same, and the remedy.
const ROWS: &[(&[&str], &str)] = &[
    (
        &["description", "summary", "title", "comment"],
        "write `docs:`",
    ),
    (&["properties", "attributes"], "write `fields:`"),
    (
        &["required", "optional"],
        "mark the names of optional values with `?`; all others are required",
    ),
    (&["nullable"], "write the type as `… or null`"),
    (
        &["enum"],
        "describe the values as a model with `values:`; a single value that never differs is `const:`",
    ),
    (&["constant", "literal"], "write `const:`"),
    (
        &["oneOf", "anyOf", "union", "untagged"],
        "describe a model with `one_of:`, or with `tag:` and `variants:` if a value tells the variants apart",
    ),
    (
        &["allOf", "extends", "inherits"],
        "write `includes:` in the model",
    ),
    (
        &["discriminator", "propertyName"],
        "write `tag:` and `variants:` in the model",
    ),
    (&["items"], "write the type as `list of …`"),
    (
        &["additionalProperties"],
        "write `additional:` in the model",
    ),
    (&["$ref", "ref"], "write the name of the model as the type"),
    (&["readOnly", "readonly"], "write `read_only: true`"),
    (
        &["writeOnly", "writeonly"],
        "leave it out: a field that only requests have is an optional field, or one of another model",
    ),
    (
        &["format"],
        "write the format as the type, such as `datetime`",
    ),
    (
        &["default"],
        "say it in `docs`: the API applies its own default",
    ),
    (
        &[
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "min",
            "max",
            "pattern",
        ],
        "say it in `docs`: the API checks its own limits",
    ),
    (&["examples"], "write `example:`"),
    (
        &["operationId"],
        "the key of the method is its name; write `rust:` for another Rust name",
    ),
    (
        &["paths", "operations", "endpoints"],
        "write the methods of each resource in `resources/<name>.yaml`",
    ),
    (
        &["parameters"],
        "write path parameters under `params:`, and others under `query:` or `headers:`",
    ),
    (&["requestBody", "request"], "write `body:`"),
    (
        &["responses", "response", "return"],
        "write `returns:`, and `statuses:` if several statuses are a success",
    ),
    (
        &["consumes", "content", "content_type", "contentType"],
        "write `sends:` or `body_format:`",
    ),
    (&["produces", "accept"], "write `accepts:`"),
    (
        &["security", "securitySchemes", "authentication"],
        "write `auth:`",
    ),
    (
        &["servers", "baseUrl", "host", "url"],
        "write `base_url:` or `servers:` in `api.yaml`",
    ),
    (&["multipart", "form"], "write `body_format:`"),
    (&["method", "verb", "get", "post", "put", "patch"], ROUTE),
    (&["retry"], "write `retries:`"),
    (&["explode", "collectionFormat"], "write `style:`"),
    (
        &["tags"],
        "leave it out: each file in `resources/` groups methods",
    ),
    (
        &["schemas", "components", "definitions", "types"],
        "write `models:`",
    ),
];
