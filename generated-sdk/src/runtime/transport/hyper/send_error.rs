//! Errors of requests that have no response.

use http::Request;
use hyper::client::conn::TrySendError;

use crate::runtime::transport::hyper::request_body::RequestBody;

/// Error of a request that has no response.
pub(crate) enum SendError {
    /// The request was not sent and can be used again.
    NotSent(hyper::Error),
    /// The server received the request, but certainly did not process it.
    #[cfg(feature = "http2")]
    NotProcessed(hyper::Error),
    /// The server may have processed the request.
    MaybeSent(hyper::Error),
}

/// Converts an error. Puts the request back into `request` if it was not sent.
pub(crate) fn restore_request(
    mut error: TrySendError<Request<RequestBody>>,
    request: &mut Request<RequestBody>,
) -> SendError {
    match error.take_message() {
        Some(message) => {
            *request = message;
            SendError::NotSent(error.into_error())
        }
        None => SendError::MaybeSent(error.into_error()),
    }
}
