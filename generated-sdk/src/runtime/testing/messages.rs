//! Messages with which a test server panics.

use std::fmt::Write as _;

use crate::runtime::testing::replies::{PreparedReplies, Target};
use crate::runtime::testing::request::Request;
use crate::runtime::testing::rules::Route;

/// Returns the message for a request whose route is not in the API description.
pub(crate) fn no_route(request: &Request) -> String {
    let Request { method, path, .. } = request;
    format!(
        "the route is not in the API description\n  sent: {}\n  help: prepare a reply with `server.on(Method::{method}, \"{path}\")`",
        request.line()
    )
}

/// Returns the message for a request that differs from the API description.
pub(crate) fn request_differs(route: &Route, request: &Request, differences: &[String]) -> String {
    let mut message = format!(
        "the request of `{}` differs from the API description",
        route.name
    );
    for difference in differences {
        let _ = write!(message, "\n  - {difference}");
    }
    let _ = write!(
        message,
        "\n  route: {} {}\n  sent: {}",
        route.method,
        route.path,
        request.line()
    );
    if request.has_body {
        let _ = write!(message, "\n  body: {}", request.redacted_body());
    }
    message
}

/// Returns the message for a valid request for which no reply is prepared.
pub(crate) fn no_reply(replies: &PreparedReplies, target: &Target, request: &Request) -> String {
    let mut message = format!(
        "no reply is prepared for {target}\n  sent: {}",
        request.line()
    );
    let prepared: Vec<_> = replies.open_targets().map(Target::to_string).collect();
    let prepared = match prepared.as_slice() {
        [] => "nothing".to_owned(),
        targets => targets.join(", "),
    };
    let _ = write!(message, "\n  prepared: {prepared}");
    if let Target::Operation(name) = target {
        let method = name.replace('.', "_");
        let _ = write!(
            message,
            "\n  help: prepare a reply with `server.on_{method}()`"
        );
    }
    message
}
