//! Waiting for a state of a value.

use std::time::Duration;

/// States for which a method can wait.
#[derive(Debug)]
pub struct Wait {
    /// Conditions that all hold once the wait is over.
    pub until: Vec<WaitCondition>,
    /// Conditions of which one holds if the wait has failed.
    pub fail: Vec<WaitCondition>,
    /// Delay after the first request.
    pub every: Duration,
    /// Maximum duration.
    pub most: Duration,
}

/// A condition that holds if a value in the result of a method is one of several.
#[derive(Debug)]
pub struct WaitCondition {
    /// Path of the value.
    pub path: Vec<String>,
    /// Values for which the condition holds.
    pub values: Vec<WaitValue>,
}

/// A value that is compared with one in the result of a method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitValue {
    /// A string on the wire.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
    /// A missing value, which stands for a zero value.
    Missing,
}
