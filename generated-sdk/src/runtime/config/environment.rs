//! Values of the environment.

use std::ffi::OsString;

use zeroize::Zeroizing;

use crate::runtime::error::Error;

/// Reads a variable of the environment.
pub(crate) type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Returns a value, trimmed: the one that a method of the builder was given, else that of an environment variable.
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

/// Returns the value that a method of the builder was given. A blank one is a mistake, never a wish for the default.
pub(crate) fn explicit_value<'a>(method: &str, value: &'a str) -> Result<&'a str, Error> {
    match value.trim() {
        "" => Err(Error::configuration(format!(
            "`ClientBuilder::{method}` was given a blank value"
        ))),
        value => Ok(value),
    }
}

/// Returns the value of an environment variable. A blank one counts as unset.
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
