//! The coarse answer to "what went wrong?".

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built, or lacks a value that the call needs. Nothing was sent.
    Configuration,
    /// The request cannot be sent as it is: a value does not fit. Nothing was sent.
    Request,
    /// No connection could be made, or it broke before the response was complete.
    Connection,
    /// The time allowed for connecting, for an attempt or for the whole call ran out.
    Timeout,
    /// The API answered, with a status that is not a success.
    Api,
    /// The API answered with a success, or sent a webhook, and the body is not what was promised.
    Decode,
    /// A webhook is not the API's, or not a recent one.
    Webhook,
}
