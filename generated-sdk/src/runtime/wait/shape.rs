//! Conditions that end a wait, as data.

use std::time::Duration;

use serde_json::Value;

use crate::runtime::json::value_at::value_at;
use crate::runtime::text::dotted::dotted;

/// Conditions that end a wait, and its default times.
pub struct WaitShape {
    /// Conditions that all hold once the value is the one that is waited for.
    pub until: &'static [Condition],
    /// Conditions of which one holds if the value will never be the one that is waited for.
    pub fail: &'static [Condition],
    /// Delay after the first request.
    pub every: Duration,
    /// Maximum duration of the wait.
    pub most: Duration,
}

/// Condition that holds if a value in a JSON document is one of several.
pub struct Condition {
    /// Path of the value.
    pub path: &'static [&'static str],
    /// Values for which the condition holds.
    pub values: &'static [WaitValue],
}

/// Value that is compared with one in a JSON document.
#[derive(Clone, Copy)]
pub enum WaitValue {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
    /// A value that is missing or `null`, while the object around it is there.
    Missing,
}

/// State of a value that is waited for.
pub(crate) enum WaitState {
    /// The value is the one that is waited for.
    Done,
    /// The value will never be the one that is waited for. Contains the condition, such as `state` is `FAILED`.
    Failed(String),
    /// The value may still change.
    Pending,
}

impl WaitShape {
    /// Returns the state of a value, from its JSON document. If that cannot be read, the value is pending.
    #[inline]
    pub(crate) fn state(&self, body: &[u8]) -> WaitState {
        let failed = self.fail.iter().find_map(|condition| condition.holds(body));
        if let Some(reason) = failed {
            return WaitState::Failed(reason);
        }
        let mut until = self.until.iter();
        if until.all(|condition| condition.holds(body).is_some()) {
            WaitState::Done
        } else {
            WaitState::Pending
        }
    }
}

impl Condition {
    /// Returns the description of the condition if it holds. It only contains words of the API description.
    #[inline]
    fn holds(&self, body: &[u8]) -> Option<String> {
        let found = value_at(body, self.path)?;
        let value = self.values.iter().find(|value| value.is(&found))?;
        let path = dotted(self.path);
        Some(match value {
            WaitValue::Text(text) => format!("`{path}` is `{text}`"),
            WaitValue::Integer(number) => format!("`{path}` is {number}"),
            WaitValue::Bool(boolean) => format!("`{path}` is {boolean}"),
            WaitValue::Missing => format!("`{path}` is not set"),
        })
    }
}

impl WaitValue {
    #[inline]
    fn is(self, found: &Value) -> bool {
        match self {
            Self::Text(text) => found.as_str() == Some(text),
            Self::Integer(number) => found.as_i64() == Some(number),
            Self::Bool(boolean) => found.as_bool() == Some(boolean),
            Self::Missing => found.is_null(),
        }
    }
}
