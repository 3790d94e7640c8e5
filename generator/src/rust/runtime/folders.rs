//! Parts of the runtime that not every API needs, each with the query that decides whether an API needs it.

use crate::{
    model::{
        Api, Body, CursorSource, Field, ListStyle, Method, Next, PageParamPlace, QueryStyle,
        Returns, StatusMeaning, Type,
        queries::{
            has_basic_auth, has_boxes, has_constants, has_downloads, has_event_rules, has_events,
            has_fakes, has_file_bodies, has_forms, has_idempotency_keys, has_integer_enums,
            has_key_auth, has_lines, has_meaning, has_multiparts, has_named_credentials,
            has_nested_query, has_next, has_nullable, has_oauth2, has_outcomes, has_own_signatures,
            has_pages, has_pages_with, has_query_keys, has_redirects, has_result_enums, has_scalar,
            has_several_hosts, has_several_kinds, has_text_bodies, has_texts, has_union,
            has_uploads, has_waits, has_webhooks, has_words, keeps_unknown_fields, returns,
        },
    },
    names::{
        BASE64_FEATURE, DOWNLOAD_FEATURE, DURATION_FEATURE, EVENTS_FEATURE, INT64_FEATURE,
        LINES_FEATURE, STEPS_FEATURE, UNION_FEATURE, UPLOAD_FEATURE, WAIT_FEATURE, is_internal,
    },
    scalars::Scalar,
};

/// Part of the runtime that not every API needs.
struct Part {
    /// Files and folders below `runtime/`.
    paths: &'static [&'static str],
    /// Dependencies and features of the runtime's manifest; `features.x` is the feature alone.
    manifest: &'static [&'static str],
    /// Returns `true` if an API needs the part.
    needed: fn(&Api) -> bool,
}

/// Features and dependencies of conversions to the types of other crates. `chrono` itself is always needed.
const CONVERSIONS: &[&str] = &["features.chrono", "jiff", "time"];

/// All parts. A file, dependency or feature that is not listed is always emitted. One that is listed several times is
/// emitted if all of these parts are needed, for a file, or any of them, for an entry of the manifest.
const PARTS: &[Part] = &[
    Part {
        paths: &["auth/api_key.rs"],
        manifest: &[],
        needed: has_key_auth,
    },
    Part {
        paths: &["config/servers.rs"],
        manifest: &[],
        needed: |api| api.head.has_servers(),
    },
    Part {
        paths: &["auth/query_key.rs"],
        manifest: &[],
        needed: has_query_keys,
    },
    Part {
        paths: &["auth/several.rs"],
        manifest: &[],
        needed: has_named_credentials,
    },
    Part {
        paths: &["transport/hosts.rs"],
        manifest: &[],
        needed: has_several_hosts,
    },
    Part {
        paths: &["auth/oauth2", "config/oauth2.rs"],
        manifest: &["base64"],
        needed: has_oauth2,
    },
    Part {
        paths: &["auth/basic.rs", "config/basic.rs"],
        manifest: &["base64"],
        needed: has_basic_auth,
    },
    Part {
        paths: &["values"],
        manifest: &[],
        needed: |api| {
            has_words(api)
                || has_integer_enums(api)
                || has_union(api, |_| true)
                || has_dates(api)
                || has_checked(api)
                || has_one_of(
                    api,
                    &[
                        Scalar::Bytes,
                        Scalar::Base64Url,
                        Scalar::Duration,
                        Scalar::Int64Text,
                        Scalar::Uint64,
                    ],
                )
        },
    },
    Part {
        paths: &["values/base64.rs"],
        manifest: &["base64", BASE64_FEATURE],
        needed: |api| has_one_of(api, &[Scalar::Bytes, Scalar::Base64Url]),
    },
    Part {
        paths: &["values/timestamp"],
        manifest: CONVERSIONS,
        needed: |api| {
            has_one_of(
                api,
                &[
                    Scalar::DateTime,
                    Scalar::UnixSeconds,
                    Scalar::UnixMillis,
                    Scalar::Rfc2822,
                ],
            )
        },
    },
    Part {
        paths: &["testing/fixture.rs"],
        manifest: &[],
        // Negative durations are parsed, too.
        needed: |api| has_dates(api) || has_checked(api) || has_scalar(api, Scalar::Duration),
    },
    Part {
        paths: &["values/duration"],
        manifest: CONVERSIONS,
        needed: |api| has_scalar(api, Scalar::Duration),
    },
    Part {
        paths: &["values/duration"],
        manifest: &[DURATION_FEATURE],
        needed: |api| has_scalar(api, Scalar::Duration),
    },
    Part {
        paths: &["values/date"],
        manifest: CONVERSIONS,
        needed: |api| has_scalar(api, Scalar::Date),
    },
    Part {
        paths: &["values/time_of_day"],
        manifest: CONVERSIONS,
        needed: |api| has_scalar(api, Scalar::TimeOfDay),
    },
    Part {
        paths: &["values/unix_time.rs"],
        manifest: &[],
        needed: |api| has_one_of(api, &[Scalar::UnixSeconds, Scalar::UnixMillis]),
    },
    Part {
        paths: &["values/rfc2822.rs"],
        manifest: &[],
        needed: |api| has_scalar(api, Scalar::Rfc2822),
    },
    Part {
        paths: &["values/decimal.rs"],
        manifest: &[],
        needed: |api| has_scalar(api, Scalar::Decimal),
    },
    Part {
        paths: &["values/checked_text.rs"],
        manifest: &[],
        needed: |api| has_one_of(api, &[Scalar::Uuid, Scalar::Url]),
    },
    Part {
        paths: &["values/uuid.rs"],
        manifest: &[],
        needed: |api| has_scalar(api, Scalar::Uuid),
    },
    Part {
        paths: &["values/url.rs"],
        manifest: &[],
        needed: |api| has_scalar(api, Scalar::Url),
    },
    Part {
        paths: &["values/invalid_value.rs"],
        manifest: &[],
        needed: |api| {
            let dates = [
                Scalar::Date,
                Scalar::TimeOfDay,
                Scalar::UnixSeconds,
                Scalar::UnixMillis,
                Scalar::Rfc2822,
            ];
            has_one_of(api, &dates) || has_checked(api)
        },
    },
    Part {
        paths: &["values/uint64.rs"],
        manifest: &[],
        needed: |api| has_scalar(api, Scalar::Uint64),
    },
    Part {
        paths: &["values/base64url.rs"],
        manifest: &["base64", BASE64_FEATURE],
        needed: |api| has_scalar(api, Scalar::Base64Url),
    },
    Part {
        paths: &["values/int64.rs"],
        manifest: &[INT64_FEATURE],
        needed: |api| has_scalar(api, Scalar::Int64Text),
    },
    Part {
        paths: &["values/enums.rs"],
        manifest: &[],
        needed: has_words,
    },
    Part {
        paths: &["values/integer_enums.rs"],
        manifest: &[],
        needed: has_integer_enums,
    },
    Part {
        paths: &["values/unknown_variant.rs"],
        manifest: &[UNION_FEATURE],
        needed: |api| has_union(api, |_| true),
    },
    Part {
        paths: &[
            "values/union.rs",
            "values/union_writer.rs",
            "values/tag_key.rs",
        ],
        manifest: &[UNION_FEATURE],
        needed: |api| has_union(api, |union| union.tag().is_some()),
    },
    Part {
        paths: &["values/tag_path.rs"],
        manifest: &[UNION_FEATURE],
        needed: |api| has_union(api, |union| union.tag().is_some_and(|tag| !tag.is_plain())),
    },
    Part {
        paths: &["values/one_of.rs"],
        manifest: &[UNION_FEATURE],
        needed: has_one_of_unions,
    },
    Part {
        paths: &["json/constant.rs"],
        manifest: &[],
        needed: |api| has_constants(api) || has_one_of_unions(api),
    },
    Part {
        paths: &["json/nullable.rs"],
        manifest: &[],
        needed: has_nullable,
    },
    Part {
        paths: &["json/unknown_fields.rs"],
        manifest: &[],
        needed: keeps_unknown_fields,
    },
    Part {
        paths: &["json/boxed.rs"],
        manifest: &[],
        needed: has_boxes,
    },
    Part {
        paths: &["request/form.rs", "testing/form.rs"],
        manifest: &[],
        needed: has_forms,
    },
    Part {
        paths: &["request/text_body.rs"],
        manifest: &[],
        needed: has_text_bodies,
    },
    Part {
        paths: &["request/body_entries.rs"],
        manifest: &[],
        needed: |api| {
            has_body_field(
                api,
                |field| matches!(&field.ty, Type::Map(item) if matches!(**item, Type::List(_) | Type::Map(_))),
            )
        },
    },
    Part {
        paths: &["request/whole_list.rs"],
        manifest: &[],
        needed: |api| {
            api.methods().any(|method| match &method.body {
                Body::Whole(whole) => matches!(whole.ty, Type::List(_) | Type::Map(_)),
                Body::None | Body::Fields(_) => false,
            })
        },
    },
    Part {
        paths: &["request/joined.rs"],
        manifest: &[],
        needed: |api| {
            has_query(api, |style| {
                matches!(style, QueryStyle::List(_, ListStyle::Comma))
            })
        },
    },
    Part {
        paths: &["request/query_entries.rs"],
        manifest: &[],
        needed: |api| has_query(api, |style| matches!(style, QueryStyle::Pairs { .. })),
    },
    Part {
        paths: &["request/header_param.rs"],
        manifest: &[],
        needed: |api| {
            let has_headers =
                |method: &Method| !method.headers.is_empty() || method.idempotency_key.is_some();
            api.methods().any(has_headers)
        },
    },
    Part {
        paths: &["request/idempotency.rs"],
        manifest: &[],
        needed: |api| has_idempotency_keys(api) || has_multiparts(api),
    },
    Part {
        paths: &["request/brackets.rs", "testing/brackets.rs"],
        manifest: &[],
        needed: |api| has_forms(api) || has_nested_query(api),
    },
    Part {
        paths: &["request/query_deep.rs"],
        manifest: &[],
        needed: has_nested_query,
    },
    Part {
        paths: &["error/with_value.rs"],
        manifest: &[STEPS_FEATURE],
        needed: |api| has_waits(api) || has_uploads(api),
    },
    Part {
        paths: &["wait"],
        manifest: &[WAIT_FEATURE],
        needed: has_waits,
    },
    Part {
        paths: &["upload"],
        manifest: &[UPLOAD_FEATURE],
        needed: has_uploads,
    },
    Part {
        paths: &["content"],
        manifest: &[UPLOAD_FEATURE],
        needed: |api| has_uploads(api) || has_file_bodies(api),
    },
    Part {
        paths: &["request/content_body.rs", "request/file_body.rs"],
        manifest: &[],
        needed: has_file_bodies,
    },
    Part {
        paths: &["content/sequence.rs"],
        manifest: &[],
        needed: has_file_bodies,
    },
    Part {
        paths: &["request/multipart.rs", "testing/multipart.rs"],
        manifest: &[],
        needed: has_multiparts,
    },
    Part {
        paths: &["json/value_at.rs"],
        manifest: &[STEPS_FEATURE],
        needed: |api| has_waits(api) || has_uploads(api) || has_last_item(api),
    },
    Part {
        paths: &["text/dotted.rs"],
        manifest: &[],
        needed: |api| has_pages(api) || has_waits(api),
    },
    Part {
        paths: &["pages", "testing/pages.rs"],
        manifest: &[],
        needed: has_pages,
    },
    Part {
        paths: &["pages/body_param.rs"],
        manifest: &[],
        needed: |api| has_pages_with(api, |pages| pages.place != PageParamPlace::Query),
    },
    Part {
        paths: &["pages/enveloped.rs", "testing/enveloped_pages.rs"],
        manifest: &[],
        needed: |api| has_pages_with(api, |pages| pages.envelope.is_some()),
    },
    Part {
        paths: &["pages/cursor.rs"],
        manifest: &[],
        needed: |api| has_cursor(api, |source| matches!(source, CursorSource::Body(_))),
    },
    Part {
        paths: &["pages/header.rs"],
        manifest: &[],
        needed: |api| has_cursor(api, |source| matches!(source, CursorSource::Header(_))),
    },
    Part {
        paths: &["pages/last_item.rs"],
        manifest: &[STEPS_FEATURE],
        needed: has_last_item,
    },
    Part {
        paths: &["pages/number.rs"],
        manifest: &[],
        needed: |api| {
            has_next(api, |next| {
                matches!(next, Next::Page { .. } | Next::Offset { .. })
            })
        },
    },
    Part {
        paths: &["pages/link.rs", "text/link.rs"],
        manifest: &[],
        needed: |api| has_next(api, |next| matches!(next, Next::Link)),
    },
    Part {
        paths: &["request/reference.rs"],
        manifest: &[],
        needed: |api| {
            has_links(api) || has_redirects(api) || has_meaning(api, StatusMeaning::Pending)
        },
    },
    Part {
        paths: &["call/text.rs"],
        manifest: &[],
        needed: has_texts,
    },
    Part {
        paths: &["testing/texts.rs"],
        manifest: &[],
        needed: |api| returns(api, |returns| matches!(returns, Returns::Text)),
    },
    Part {
        paths: &["call/redirect.rs"],
        manifest: &[],
        needed: has_redirects,
    },
    Part {
        paths: &["testing/redirects.rs"],
        manifest: &[],
        needed: |api| returns(api, |returns| matches!(returns, Returns::Redirect)),
    },
    Part {
        paths: &["call/by_status.rs"],
        manifest: &[],
        needed: has_several_kinds,
    },
    Part {
        paths: &["testing/by_status.rs"],
        manifest: &[],
        needed: has_result_enums,
    },
    Part {
        paths: &["call/pending.rs"],
        manifest: &[],
        needed: |api| has_meaning(api, StatusMeaning::Pending),
    },
    Part {
        paths: &["call/outcome.rs"],
        manifest: &[],
        needed: has_outcomes,
    },
    Part {
        paths: &["downloads"],
        manifest: &[DOWNLOAD_FEATURE],
        needed: has_downloads,
    },
    Part {
        paths: &["testing/downloads.rs"],
        manifest: &[],
        needed: |api| returns(api, |returns| matches!(returns, Returns::Download)),
    },
    Part {
        paths: &["pages/url.rs"],
        manifest: &[],
        needed: |api| has_next(api, |next| matches!(next, Next::Url { .. })),
    },
    Part {
        paths: &["pages/target.rs"],
        manifest: &[],
        needed: has_links,
    },
    Part {
        paths: &["events", "testing/events.rs"],
        manifest: &[EVENTS_FEATURE],
        needed: has_events,
    },
    Part {
        paths: &["lines", "testing/lines.rs"],
        manifest: &[LINES_FEATURE],
        needed: has_lines,
    },
    Part {
        paths: &["events/rules.rs"],
        manifest: &[],
        needed: has_event_rules,
    },
    Part {
        paths: &["webhooks"],
        manifest: &["base64", "hmac", "sha2", "webhooks"],
        needed: has_webhooks,
    },
    Part {
        paths: &["webhooks/standard.rs"],
        manifest: &[],
        needed: |api| has_webhooks(api) && !has_own_signatures(api),
    },
    Part {
        paths: &["webhooks/signature", "testing/webhooks.rs"],
        manifest: &[],
        needed: has_own_signatures,
    },
    Part {
        paths: &["testing/fake"],
        manifest: &[],
        needed: has_fakes,
    },
];

/// Returns `true` if the form of a value tells the variant of a union.
fn has_one_of_unions(api: &Api) -> bool {
    has_union(api, |union| union.tag().is_none())
}

/// Returns `true` if a response has the URL of the next page.
fn has_links(api: &Api) -> bool {
    has_next(api, |next| matches!(next, Next::Link | Next::Url { .. }))
}

/// Returns `true` if an API has a value of one of the scalars.
fn has_one_of(api: &Api, scalars: &[Scalar]) -> bool {
    scalars.iter().any(|scalar| has_scalar(api, *scalar))
}

/// Returns `true` if an API has dates or times, whose texts are parsed.
fn has_dates(api: &Api) -> bool {
    let dates = [
        Scalar::DateTime,
        Scalar::Date,
        Scalar::TimeOfDay,
        Scalar::UnixSeconds,
        Scalar::UnixMillis,
        Scalar::Rfc2822,
    ];
    has_one_of(api, &dates)
}

/// Returns `true` if an API has texts that are checked, and kept as they are.
fn has_checked(api: &Api) -> bool {
    has_one_of(api, &[Scalar::Decimal, Scalar::Uuid, Scalar::Url])
}

/// Returns `true` if a query parameter has a style.
fn has_query(api: &Api, wanted: impl Fn(&QueryStyle) -> bool) -> bool {
    let mut queries = api.methods().flat_map(|method| &method.query);
    queries.any(|query| wanted(&query.style))
}

/// Returns `true` if the body of a method has a field with a property.
fn has_body_field(api: &Api, wanted: impl Fn(&Field) -> bool) -> bool {
    let mut fields = api.methods().flat_map(Method::body_fields);
    fields.any(wanted)
}

/// Returns `true` if a method returns pages with a kind of cursor.
fn has_cursor(api: &Api, wanted: impl Fn(&CursorSource) -> bool) -> bool {
    has_next(api, |next| match next {
        Next::Cursor { source, .. } => wanted(source),
        Next::Page { .. } | Next::Offset { .. } | Next::Link | Next::Url { .. } => false,
    })
}

/// Returns `true` if the id of the last item of a page leads to the next one.
fn has_last_item(api: &Api) -> bool {
    has_cursor(api, |source| matches!(source, CursorSource::LastItem(_)))
}

/// Returns `true` if an API needs a file of the runtime, which is named by its path below `runtime/`.
pub(crate) fn needs_file(api: &Api, file: &str) -> bool {
    parts_with(file).all(|part| (part.needed)(api))
}

/// Returns the internal feature of the part with a file of the runtime.
pub(crate) fn internal_feature(file: &str) -> Option<&'static str> {
    let mut entries = parts_with(file).flat_map(|part| part.manifest).copied();
    entries.find(|entry| is_internal(entry))
}

/// Returns the parts that have a file.
fn parts_with(file: &str) -> impl Iterator<Item = &'static Part> {
    PARTS.iter().filter(move |part| {
        let mut paths = part.paths.iter();
        paths.any(|path| file.strip_prefix(path).is_some_and(is_inside))
    })
}

/// Returns the dependencies and features of the runtime's manifest that an API does not need.
#[must_use]
pub fn unneeded(api: &Api) -> Vec<&'static str> {
    let entries = |is_needed: bool| {
        let parts = PARTS
            .iter()
            .filter(move |part| (part.needed)(api) == is_needed);
        parts.flat_map(|part| part.manifest).copied()
    };
    let needed: Vec<_> = entries(true).collect();
    let mut unneeded: Vec<_> = entries(false)
        .filter(|entry| !needed.contains(entry))
        .collect();
    unneeded.sort_unstable();
    unneeded.dedup();
    unneeded
}

/// Returns `true` if the rest of a path, behind that of a file or a folder, stays inside of it.
fn is_inside(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}
