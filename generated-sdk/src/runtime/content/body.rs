//! Bodies whose length is checked, and whose progress is reported.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::runtime::content::meter::Meter;
use crate::runtime::error::BoxError;
use crate::runtime::transport::body::Body;

/// Body that must have as many bytes as announced, and reports its progress.
pub(crate) struct UploadBody {
    inner: Body,
    /// Number of bytes that are still to be read.
    left: u64,
    /// Last bytes, which are kept back until it is clear that no others follow.
    last: Option<Bytes>,
    meter: Meter,
    attempt: u32,
}

impl UploadBody {
    /// Begins an attempt that sends `total` bytes.
    #[inline]
    pub(crate) fn new(inner: Body, total: u64, meter: Meter) -> Self {
        let attempt = meter.begin(total);
        Self {
            inner,
            left: total,
            last: None,
            meter,
            attempt,
        }
    }

    /// Records a fault of the content. Returns the error of the body.
    fn fail<T>(&mut self, fault: BoxError) -> Poll<Option<Result<T, BoxError>>> {
        self.meter.fail(self.attempt, fault);
        Poll::Ready(Some(Err("the content cannot be read".into())))
    }

    /// Passes bytes to the connection.
    #[inline]
    fn pass(&self, bytes: Bytes) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.meter.add(self.attempt, bytes.len() as u64);
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }
}

impl http_body::Body for UploadBody {
    type Data = Bytes;
    type Error = BoxError;

    #[inline]
    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = self.get_mut();
        loop {
            let Some(frame) = ready!(Pin::new(&mut this.inner).poll_frame(cx)) else {
                if this.left > 0 {
                    return this.fail("the content is shorter than announced".into());
                }
                return match this.last.take() {
                    Some(last) => this.pass(last),
                    None => Poll::Ready(None),
                };
            };
            let bytes = match frame {
                Ok(frame) => frame.into_data().unwrap_or_default(),
                Err(error) => return this.fail(error),
            };
            if bytes.is_empty() {
                continue;
            }
            let Some(left) = this.left.checked_sub(bytes.len() as u64) else {
                return this.fail("the content is longer than announced".into());
            };
            this.left = left;
            if left > 0 {
                return this.pass(bytes);
            }
            this.last = Some(bytes);
        }
    }

    #[inline]
    fn is_end_stream(&self) -> bool {
        self.left == 0 && self.last.is_none() && self.inner.is_end_stream()
    }

    #[inline]
    fn size_hint(&self) -> SizeHint {
        let last = self.last.as_ref().map_or(0, |last| last.len() as u64);
        SizeHint::with_exact(self.left + last)
    }
}
