//! Client-level parameters: parameters with a default value on the client.

use crate::runtime::config::api::ClientParam;
use crate::runtime::error::Error;
use crate::runtime::error::remedy::or_variable;
use crate::runtime::request::Request;
use crate::runtime::text::named::find;

/// Returns the client-level parameter with this name, if there is one.
pub(crate) fn client_param(request: &Request, name: &str) -> Option<&'static ClientParam> {
    request
        .core
        .inner()
        .api
        .client_params
        .iter()
        .find(|param| param.name == name)
}

/// Returns the value of a client-level parameter. A value that is set on the call takes precedence over the client's.
pub(crate) fn client_value<'a>(
    request: &'a Request,
    param: &ClientParam,
) -> Result<&'a str, Error> {
    let ClientParam { name, method, .. } = param;
    if let Some(value) = find(&request.path, name) {
        return match value.trim() {
            "" => Err(Error::request(format!(
                "`{method}` was given a blank value"
            ))),
            value => Ok(value),
        };
    }
    find(&request.core.inner().client_params, name).ok_or_else(|| {
        let or_variable = or_variable(param.env);
        Error::configuration(format!(
            "`{name}` is missing: call `.{method}(…)` on the request or `ClientBuilder::{method}`{or_variable}"
        ))
    })
}
