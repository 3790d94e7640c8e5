//! `Display` and `Debug` of errors. Neither shows a body, a secret, or a header other than the request id.

use std::fmt;

use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::secret::redact::REDACTED;
use crate::runtime::text::one_line::one_line;

/// Writes one line: `resource.method: 403 Forbidden: no access (request id req_1), after 2 attempts`.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = self.inner();
        if let Some(operation) = &inner.operation {
            write!(f, "{operation}: ")?;
        }
        match inner.kind {
            ErrorKind::Api => self.fmt_status(f)?,
            ErrorKind::Connection => self.fmt_cause(f)?,
            ErrorKind::Configuration
            | ErrorKind::Credentials
            | ErrorKind::Request
            | ErrorKind::Timeout
            | ErrorKind::Decode
            | ErrorKind::WaitFailed
            | ErrorKind::File
            | ErrorKind::Upload
            | ErrorKind::Webhook => {
                f.write_str(&inner.detail)?;
            }
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {})", one_line(id))?;
        }
        if inner.attempts.len() > 1 {
            write!(f, ", after {} attempts", inner.attempts.len())?;
        }
        if inner.is_retry_budget_exhausted {
            f.write_str("; the retry budget of the client is used up")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = self.inner();
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", &inner.kind)
            .field("operation", &inner.operation);
        if !inner.detail.is_empty() {
            debug.field("detail", &inner.detail);
        }
        if let Some(reply) = &inner.reply {
            debug
                .field("status", &reply.status)
                .field("message", &reply.shown_message());
            debug.field("request_id", &reply.request_id());
        }
        match &inner.source {
            // The error of a provider may quote a secret.
            Some(_) if inner.kind == ErrorKind::Credentials => {
                debug.field("source", &REDACTED);
            }
            Some(source) => {
                debug.field("source", source);
            }
            None => {}
        }
        if inner.is_retry_budget_exhausted {
            debug.field("is_retry_budget_exhausted", &true);
        }
        debug.field("attempts", &inner.attempts).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.inner().source.as_deref().map(|source| source as _)
    }
}

impl Error {
    /// Writes the status and, if there is one, the message of the API.
    fn fmt_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.inner().detail.is_empty() {
            // The status is a success: the error came after it.
            f.write_str(&self.inner().detail)?;
        } else if let Some(status) = self.status() {
            write!(f, "{}", status.as_u16())?;
            if let Some(reason) = status.canonical_reason() {
                write!(f, " {reason}")?;
            }
        }
        let reply = self.inner().reply.as_ref();
        match reply.and_then(ErrorReply::shown_message) {
            Some(message) => write!(f, ": {}", one_line(message)),
            None => Ok(()),
        }
    }

    /// Writes the detail and the innermost source. The errors between them add little information.
    fn fmt_cause(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner().detail)?;
        let mut root = std::error::Error::source(self);
        while let Some(inner) = root.and_then(std::error::Error::source) {
            root = Some(inner);
        }
        match root {
            Some(root) => write!(f, ": {}", one_line(&root.to_string())),
            None => Ok(()),
        }
    }
}
