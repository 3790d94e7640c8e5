//! Validation of values with a JSON Schema. It supports the keywords that the schemas of the language use: a library for all
//! of JSON Schema takes longer to build than the generator.

use serde_json::{Map, Value};

/// Keywords that do not restrict values. The format of a number repeats its bounds.
const NOTES: [&str; 6] = [
    "$schema",
    "definitions",
    "description",
    "examples",
    "format",
    "title",
];

/// Schema with its definitions.
pub struct Validator(Value);

impl Validator {
    pub fn new(schema: Value) -> Self {
        Self(schema)
    }

    /// Returns the errors of a value, each with its path.
    pub fn errors(&self, value: &Value) -> Vec<String> {
        let mut errors = Vec::new();
        self.check(&self.0, value, "", &mut errors);
        errors
    }

    fn check(&self, schema: &Value, value: &Value, path: &str, errors: &mut Vec<String>) {
        let schema = match schema {
            Value::Bool(true) => return,
            Value::Bool(false) => return errors.push(format!("{path}: nothing may stand here")),
            Value::Object(schema) => schema,
            other => panic!("{other} is not a schema"),
        };
        for (keyword, rule) in schema {
            if !NOTES.contains(&keyword.as_str()) {
                self.keyword(keyword, rule, schema, value, path, errors);
            }
        }
    }

    fn keyword(
        &self,
        keyword: &str,
        rule: &Value,
        schema: &Map<String, Value>,
        value: &Value,
        path: &str,
        errors: &mut Vec<String>,
    ) {
        let fits = |rule: &&Value| {
            let mut errors = Vec::new();
            self.check(rule, value, path, &mut errors);
            errors.is_empty()
        };
        let right = match keyword {
            "$ref" => {
                let pointer = rule.as_str().and_then(|rule| rule.strip_prefix('#'));
                let target = pointer.and_then(|pointer| self.0.pointer(pointer));
                let target = target.unwrap_or_else(|| panic!("{rule} does not exist"));
                return self.check(target, value, path, errors);
            }
            "properties" => {
                for (name, rule) in rule.as_object().into_iter().flatten() {
                    if let Some(member) = value.get(name) {
                        self.check(rule, member, &format!("{path}/{name}"), errors);
                    }
                }
                true
            }
            "additionalProperties" => {
                let named = schema.get("properties").and_then(Value::as_object);
                for (name, member) in value.as_object().into_iter().flatten() {
                    if !named.is_some_and(|named| named.contains_key(name)) {
                        self.check(rule, member, &format!("{path}/{name}"), errors);
                    }
                }
                true
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    self.check(rule, item, &format!("{path}/{at}"), errors);
                }
                true
            }
            "required" => {
                let missing = |name: &&Value| value.get(text(name)).is_none();
                !value.is_object() || !list(rule).iter().any(|name| missing(&name))
            }
            "anyOf" => list(rule).iter().any(|rule| fits(&rule)),
            "allOf" => list(rule).iter().all(|rule| fits(&rule)),
            "oneOf" => list(rule).iter().filter(fits).count() == 1,
            "const" => rule == value,
            "type" => match rule {
                Value::Array(kinds) => kinds.iter().any(|kind| is_a(value, text(kind))),
                kind => is_a(value, text(kind)),
            },
            "minimum" => value.as_f64() >= rule.as_f64() || !value.is_number(),
            "maximum" => value.as_f64() <= rule.as_f64() || !value.is_number(),
            "pattern" => value
                .as_str()
                .is_none_or(|value| matches(text(rule), value)),
            other => panic!("the keyword `{other}` is not supported"),
        };
        if !right {
            errors.push(format!("{path}: {value} against {keyword}: {rule}"));
        }
    }
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the type `{other}` is not supported"),
    }
}

/// Returns `true` if a text matches one of the patterns of the schemas.
fn matches(pattern: &str, value: &str) -> bool {
    let (head, tail) = match pattern {
        r"^(page|events) of " => ("page|events", " of "),
        r"^\s*(GET|HEAD|POST|PUT|PATCH|DELETE)(\s|$)" => ("GET|HEAD|POST|PUT|PATCH|DELETE", ""),
        other => panic!("the pattern `{other}` is not supported"),
    };
    let value = if tail.is_empty() {
        value.trim_start()
    } else {
        value
    };
    let rest = head.split('|').find_map(|word| value.strip_prefix(word));
    rest.is_some_and(|rest| match tail {
        "" => rest.is_empty() || rest.starts_with(char::is_whitespace),
        tail => rest.starts_with(tail),
    })
}

fn list(rule: &Value) -> &[Value] {
    rule.as_array().expect("the rule is a list")
}

fn text(rule: &Value) -> &str {
    rule.as_str().expect("the rule is a string")
}
