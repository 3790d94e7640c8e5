//! Settings from the environment.

use std::ffi::OsString;

use zeroize::Zeroizing;

use crate::runtime::error::Error;

/// Function that returns the value of an environment variable.
pub(crate) type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Returns the trimmed value of a setting: the one that was passed to the builder, else that of the environment
/// variable.
pub(crate) fn configured(
    method: &str,
    explicit: Option<&str>,
    variable: Option<&str>,
    env: Environment,
) -> Result<Option<String>, Error> {
    match (explicit, variable) {
        (Some(value), _) => explicit_value(method, value).map(|value| Some(value.to_owned())),
        (None, Some(variable)) => variable_value(variable, env),
        (None, None) => Ok(None),
    }
}

/// Returns the trimmed value that was passed to the builder. A blank value is an error and does not select the default.
pub(crate) fn explicit_value<'a>(method: &str, value: &'a str) -> Result<&'a str, Error> {
    match value.trim() {
        "" => Err(Error::configuration(format!(
            "`ClientBuilder::{method}` was given a blank value"
        ))),
        value => Ok(value),
    }
}

/// Returns the trimmed value of an environment variable. A blank value counts as unset.
fn variable_value(variable: &str, env: Environment) -> Result<Option<String>, Error> {
    let Some(value) = env(variable) else {
        return Ok(None);
    };
    match value.into_string().map(Zeroizing::new) {
        Ok(value) => Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        Err(_) => Err(Error::configuration(format!(
            "the environment variable `{variable}` is not UTF-8"
        ))),
    }
}
