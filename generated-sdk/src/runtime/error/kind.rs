//! Kinds of errors.

/// Kind of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be built, or a value that the call needs is not configured. Nothing was sent.
    Configuration,
    /// The credentials provider failed, or returned invalid credentials. The last attempt was not sent.
    Credentials,
    /// A value of the request is invalid. Nothing was sent.
    Request,
    /// No connection could be made, or it broke before the response was complete.
    Connection,
    /// The timeout for connecting, for an attempt or for the whole call expired.
    Timeout,
    /// The API returned a status other than a success, or reported an error in a stream.
    Api,
    /// The body of a successful response or of a webhook could not be decoded.
    Decode,
    /// A wait ended because its value reached a final state other than the expected one.
    WaitFailed,
    /// The file of a download could not be written.
    File,
    /// The server to which content was uploaded did not accept it.
    Upload,
    /// A webhook could not be verified, or is not recent.
    Webhook,
}
