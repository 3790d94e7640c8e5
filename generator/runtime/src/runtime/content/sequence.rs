//! Bodies of several parts, one after the other.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;

use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;

/// Body that consists of other bodies.
#[derive(Default)]
pub(crate) struct Sequence(pub(crate) VecDeque<Body>);

impl http_body::Body for Sequence {
    type Data = Bytes;
    type Error = BoxError;

    #[inline]
    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        while let Some(part) = self.0.front_mut() {
            match ready!(Pin::new(part).poll_frame(cx)) {
                Some(frame) => return Poll::Ready(Some(frame)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }

    #[inline]
    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }
}
