//! Whether a request is what the description says.

use http::header::CONTENT_TYPE;
use serde_json::Value;

use crate::runtime::testing::kind::{check, check_fields, is_datetime, is_duration};
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::{BodyRule, Kind, QueryRule, Route};
use crate::runtime::text::one_line::one_line;

/// All that differs between a request and the route that it took.
pub(crate) fn differences(route: &Route, request: &Request) -> Vec<String> {
    let mut differences = Vec::new();
    for (name, value) in &request.query {
        match route.query.iter().find(|rule| rule.name == name) {
            Some(rule) => differences.extend(query_misfit(rule, value)),
            None => differences.push(format!(
                "the query parameter `{name}` is not in the description"
            )),
        }
    }
    for rule in route.query {
        let name = rule.name;
        match request
            .query
            .iter()
            .filter(|(other, _)| other == name)
            .count()
        {
            0 if rule.required => differences.push(format!(
                "the query parameter `{name}` is required, and was not sent"
            )),
            0 | 1 => {}
            _ if rule.repeated => {}
            count => differences.push(format!(
                "the query parameter `{name}` was sent {count} times, and has one value"
            )),
        }
    }
    check_body(&route.body, request, &mut differences);
    differences
}

/// What is wrong with a value of a query parameter.
fn query_misfit(rule: &QueryRule, value: &str) -> Option<String> {
    let name = rule.name;
    let (fits, due) = match rule.kind {
        Kind::Bool => (matches!(value, "true" | "false"), "`true` or `false`"),
        Kind::Int32 => (value.parse::<i32>().is_ok(), "a whole number of 32 bits"),
        Kind::Int64 | Kind::Int64Text => {
            (value.parse::<i64>().is_ok(), "a whole number of 64 bits")
        }
        Kind::Number => (value.parse::<f64>().is_ok(), "a number"),
        Kind::DateTime => (is_datetime(value), "a date-time, as RFC 3339 has it"),
        Kind::Duration => (is_duration(value), "a span of time, such as `1.5s`"),
        Kind::Pairs => (
            value.is_empty() || value.split(',').all(|pair| pair.contains('=')),
            "pairs such as `k=v`, joined by commas",
        ),
        Kind::Any
        | Kind::Text
        | Kind::Secret
        | Kind::Bytes
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Model(_) => (true, "text"),
    };
    let value = one_line(value);
    (!fits).then(|| format!("the query parameter `{name}` must be {due}, and `{value}` was sent"))
}

/// What is wrong with a body.
fn check_body(rule: &BodyRule, request: &Request, differences: &mut Vec<String>) {
    let content_type = request.header(CONTENT_TYPE.as_str());
    let is_json = content_type.is_some_and(|found| found.starts_with("application/json"));
    match rule {
        BodyRule::None if request.has_body => {
            differences.push("the method has no body, and one was sent".to_owned());
        }
        BodyRule::None => {}
        BodyRule::Fields(_) | BodyRule::Whole(_) if !request.has_body => {
            differences.push("the method has a body, and none was sent".to_owned());
        }
        BodyRule::Fields(_) | BodyRule::Whole(_) if !is_json => {
            differences.push("the body is not marked as `application/json`".to_owned());
        }
        BodyRule::Fields(fields) => match &request.body {
            Value::Object(object) => check_fields(fields, false, None, object, "", differences),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => differences.push("the body must be an object".to_owned()),
        },
        BodyRule::Whole(kind) => check(*kind, &request.body, "body", differences),
    }
}
