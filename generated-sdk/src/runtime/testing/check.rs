//! Comparison of a request with the API description.

use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::runtime::config::api::Api;
use crate::runtime::testing::credentials;
use crate::runtime::testing::kind::{check, check_fields, is_datetime, is_duration};
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::{
    BodyRule, HeaderRule, QueryForm, QueryRule, Route, ValueKind,
};
use crate::runtime::testing::servers::{Recipient, method_of};
use crate::runtime::text::one_line::one_line;

/// Returns all differences between a request and the description of its route.
pub(crate) fn differences(api: &Api, route: &Route, request: &Request) -> Vec<String> {
    let mut differences = Vec::new();
    let sent_to = match request.recipient {
        Recipient::Server(server) => Some(server).filter(|server| *server != route.server),
        Recipient::Unknown => None,
    };
    if let Some(server) = sent_to {
        let (sent, described) = (method_of(api, server), method_of(api, route.server));
        differences.push(format!(
            "the request was sent to the URL of `{sent}`, not of `{described}`"
        ));
    }
    // The API itself has chosen the query of the URL of a page.
    if !request.origin.is_some_and(|origin| origin.is_link) {
        check_query(route, request, &mut differences);
    }
    check_headers(route.headers, request, &mut differences);
    differences.extend(credentials::difference(api, request));
    check_body(&route.body, request, &mut differences);
    differences
}

/// Adds the differences between the query of a request and its description.
fn check_query(route: &Route, request: &Request, differences: &mut Vec<String>) {
    for (name, value) in &request.query {
        match route.query.iter().find(|rule| rule.has_key(name)) {
            Some(rule) => match rule.form {
                QueryForm::One | QueryForm::Repeated => {
                    differences.extend(query_difference(rule, value));
                }
                QueryForm::Comma => {
                    let texts = value.split(',');
                    differences.extend(texts.filter_map(|text| query_difference(rule, text)));
                }
                QueryForm::Deep(_) => {}
            },
            None if request.keys.contains(&name.as_str()) => {}
            None => differences.push(format!(
                "the query parameter `{name}` is not in the description"
            )),
        }
    }
    for rule in route.query {
        let name = rule.name;
        if let QueryForm::Deep(decode) = rule.form {
            check_deep(rule, decode, request, differences);
            continue;
        }
        match request
            .query
            .iter()
            .filter(|(other, _)| other == name)
            .count()
        {
            0 if rule.required => differences.push(format!(
                "the query parameter `{name}` is required, but was not sent"
            )),
            0 | 1 => {}
            _ if matches!(rule.form, QueryForm::Repeated) => {}
            count => differences.push(format!(
                "the query parameter `{name}` was sent {count} times, but takes one value"
            )),
        }
    }
}

/// Adds the differences between a query parameter with keys inside of it and its description.
fn check_deep(
    rule: &QueryRule,
    decode: fn(ValueKind, &[(&str, &str)]) -> Value,
    request: &Request,
    differences: &mut Vec<String>,
) {
    let sent = request.query.iter().filter(|(key, _)| rule.has_key(key));
    let pairs: Vec<_> = sent
        .map(|(key, value)| (&key[rule.name.len()..], value.as_str()))
        .collect();
    // An object without content has no pairs.
    if !pairs.is_empty() || rule.required {
        let value = decode(rule.kind, &pairs);
        check(rule.kind, &value, rule.name, differences);
    }
}

/// Returns the difference between a value of a query parameter and its description.
fn query_difference(rule: &QueryRule, value: &str) -> Option<String> {
    let what = format!("the query parameter `{}`", rule.name);
    text_difference(&what, rule.kind, value)
}

/// Adds the differences between the headers of a request and their description.
fn check_headers(rules: &[HeaderRule], request: &Request, differences: &mut Vec<String>) {
    for rule in rules {
        let what = format!("the header `{}`", rule.name);
        match request.header(rule.name) {
            Some(value) => differences.extend(text_difference(&what, rule.kind, value)),
            None if rule.required => {
                differences.push(format!("{what} is required, but was not sent"));
            }
            None => {}
        }
    }
}

/// Returns the difference between a value that is sent as text and its description. `what` names the value.
fn text_difference(what: &str, kind: ValueKind, value: &str) -> Option<String> {
    let (fits, expected) = match kind {
        ValueKind::Bool => (matches!(value, "true" | "false"), "`true` or `false`"),
        ValueKind::Int32 => (value.parse::<i32>().is_ok(), "a 32-bit integer"),
        ValueKind::Int64 | ValueKind::Int64Text => {
            (value.parse::<i64>().is_ok(), "a 64-bit integer")
        }
        ValueKind::Uint64 => (value.parse::<u64>().is_ok(), "an unsigned 64-bit integer"),
        ValueKind::Number => (value.parse::<f64>().is_ok(), "a number"),
        ValueKind::DateTime => (is_datetime(value), "a date-time in the format of RFC 3339"),
        ValueKind::Duration => (is_duration(value), "a duration, such as `1.5s`"),
        ValueKind::Pairs => (
            value.is_empty() || value.split(',').all(|pair| pair.contains('=')),
            "pairs such as `k=v`, separated by commas",
        ),
        ValueKind::Decoded(is_valid, expected) => {
            // Numbers are text in a query.
            let number = serde_json::from_str(value).is_ok_and(|number| is_valid(&number));
            (number || is_valid(&value.into()), expected)
        }
        ValueKind::Any
        | ValueKind::Nullable(_)
        | ValueKind::Text
        | ValueKind::Secret
        | ValueKind::Bytes
        | ValueKind::File
        | ValueKind::List(_)
        | ValueKind::Map(_)
        | ValueKind::Model(_) => (true, "text"),
    };
    let value = one_line(value);
    (!fits).then(|| format!("{what} must be {expected}, but `{value}` was sent"))
}

/// Adds the differences between a request body and its description.
fn check_body(rule: &BodyRule, request: &Request, differences: &mut Vec<String>) {
    let (codec, content) = rule.parts();
    match (rule, request.has_body) {
        (BodyRule::None, true) => {
            return differences.push("the method has no request body, but one was sent".to_owned());
        }
        (BodyRule::None | BodyRule::Optional(_), false) => return,
        (BodyRule::Fields(_) | BodyRule::Whole(_) | BodyRule::Encoded(..), false) => {
            return differences.push("the method has a request body, but none was sent".to_owned());
        }
        (_, true) => {}
    }
    let media_type = codec.media_type;
    let sent = request.header(CONTENT_TYPE.as_str());
    if !sent.is_some_and(|sent| sent.starts_with(media_type)) {
        return differences.push(format!(
            "the header `Content-Type` of the request is not `{media_type}`"
        ));
    }
    match content {
        BodyRule::Fields(fields) => match &request.body {
            Value::Object(object) => check_fields(fields, false, None, object, "", differences),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => differences.push("the request body must be an object".to_owned()),
        },
        BodyRule::Whole(kind) => check(*kind, &request.body, "body", differences),
        BodyRule::None | BodyRule::Optional(_) | BodyRule::Encoded(..) => {}
    }
}
