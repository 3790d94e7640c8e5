//! Uploads: calls whose result has a URL, to which content is then sent.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod error;
pub mod observer;
pub mod send;
pub mod shape;
pub mod target;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::runtime::call::decode::{Decode, Json};
use crate::runtime::content::UploadContent;
use crate::runtime::error::Error;
use crate::runtime::error::with_value::ErrorWithValue;
use crate::runtime::json::to_json::{Json as JsonValue, ToJson};
use crate::runtime::json::value::FromJson;
use crate::runtime::request::Request;
use crate::runtime::upload::send::{Plan, Running, start};
use crate::runtime::upload::shape::UploadShape;

/// Call with an upload: the result of the call has a URL, to which the content is then sent. It does nothing until it is
/// awaited; dropping it cancels it.
///
/// The content is sent without the credentials and the headers of the client, and without the layers around its
/// transport. Redirects are not followed. The URL must have `https`, unless it leads to this machine or the client allows
/// plain http. Bytes and files are sent again under the rules for retries; a stream is only sent once. The timeout of an
/// attempt limits the time without any progress, and the total timeout the call and the upload together.
#[must_use = "an upload does nothing until it is awaited"]
pub struct UploadCall<T: 'static> {
    stage: Stage,
    decode: &'static dyn Decode<T>,
}

/// Stage of an upload.
enum Stage {
    Planned(Box<Plan>),
    Running(Running),
    Ended,
}

impl Request {
    /// Returns a call whose result has a URL, to which the content is sent.
    pub fn upload<T: FromJson + 'static>(
        self,
        shape: &'static UploadShape,
        content: UploadContent,
    ) -> UploadCall<T> {
        UploadCall {
            stage: Stage::Planned(Box::new(Plan::new(self, shape, content))),
            decode: &Json,
        }
    }
}

impl Request {
    /// Returns an upload of content to the URL in a value that a call has returned earlier. The request is not sent.
    pub fn upload_to<T: FromJson + ToJson + 'static>(
        self,
        shape: &'static UploadShape,
        earlier: &T,
        content: UploadContent,
    ) -> UploadCall<T> {
        let mut plan = Plan::new(self, shape, content);
        plan.earlier = Some(serde_json::to_vec(&JsonValue(earlier)));
        UploadCall {
            stage: Stage::Planned(Box::new(plan)),
            decode: &Json,
        }
    }
}

impl<T> UploadCall<T> {
    /// Sets a function that is called with the number of bytes that have been passed to the connection, and the total
    /// number. It begins again at 0 if the content is sent again. It must not block.
    pub fn on_progress(mut self, on_progress: impl FnMut(u64, u64) + Send + 'static) -> Self {
        if let Stage::Planned(plan) = &mut self.stage {
            plan.on_progress = Some(Box::new(on_progress));
        }
        self
    }
}

impl<T> Future for UploadCall<T> {
    type Output = Result<T, ErrorWithValue<T>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let Stage::Planned(_) = this.stage {
            if let Stage::Planned(plan) = std::mem::replace(&mut this.stage, Stage::Ended) {
                this.stage = Stage::Running(start(plan));
            }
        }
        let Stage::Running(running) = &mut this.stage else {
            let error = Error::request("the upload has already ended");
            return Poll::Ready(Err(ErrorWithValue::new(error, None)));
        };
        let ended = ready!(running.as_mut().poll(cx));
        this.stage = Stage::Ended;
        let (reply, outcome) = match ended {
            Ok(sent) => sent,
            Err(error) => return Poll::Ready(Err(ErrorWithValue::new(error, None))),
        };
        let decoded = this.decode.decode(Ok(reply));
        Poll::Ready(match (decoded, outcome) {
            (Ok(created), Ok(())) => Ok(created),
            (Ok(created), Err(error)) => Err(ErrorWithValue::new(error, Some(Box::new(created)))),
            (Err(error), Ok(()) | Err(_)) => Err(ErrorWithValue::new(error, None)),
        })
    }
}

/// Values are never pinned.
impl<T> Unpin for UploadCall<T> {}

impl<T> fmt::Debug for UploadCall<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadCall").finish_non_exhaustive()
    }
}
