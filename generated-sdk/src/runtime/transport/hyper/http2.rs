//! HTTP/2 connections of the default transport.

use std::error::Error as StdError;
use std::sync::Arc;

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http2::{Builder, Connection, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo};

use crate::runtime::transport::hyper::activity::{Activity, Waiting};
use crate::runtime::transport::hyper::request_body::RequestBody;
use crate::runtime::transport::hyper::send_error::{SendError, restore_request};
use crate::runtime::transport::hyper::stream::HyperStream;
use crate::runtime::transport::hyper::tcp::Probe;

/// Maximum total size of the headers of a response.
const MAX_HEADER_BYTES: u32 = 256 * 1024;

/// HTTP/2 connection. Its clones are the same connection.
#[derive(Clone)]
pub(crate) struct Http2 {
    sender: SendRequest<RequestBody>,
    activity: Arc<Activity>,
    probe: Probe,
}

impl Http2 {
    /// Performs the HTTP handshake. Returns the connection, and the future that drives it.
    pub(crate) async fn open(
        mut stream: HyperStream,
    ) -> hyper::Result<(
        Self,
        Connection<TokioIo<HyperStream>, RequestBody, TokioExecutor>,
    )> {
        let activity = Activity::new();
        let probe = stream.probe.clone();
        stream.activity = Some(Arc::clone(&activity));
        let mut builder = Builder::new(TokioExecutor::new());
        builder.max_header_list_size(MAX_HEADER_BYTES);
        let (sender, driver) = builder.handshake(TokioIo::new(stream)).await?;
        let http2 = Self {
            sender,
            activity,
            probe,
        };
        Ok((http2, driver))
    }

    /// Sends a request. Takes it out of `request`, unless it was not sent.
    pub(crate) async fn send(
        mut self,
        request: &mut Request<RequestBody>,
    ) -> Result<(Response<Incoming>, Waiting), SendError> {
        self.sender.ready().await.map_err(SendError::NotSent)?;
        let copy = RequestBody::copy(request);
        let writes = self.activity.writes();
        self.probe.set();
        let mut waiting = Waiting::new(&self.activity);
        let sent = self.sender.try_send_request(std::mem::take(request)).await;
        waiting.set(false);
        let error = match sent {
            Ok(response) => return Ok((response, waiting)),
            Err(error) => restore_request(error, request),
        };
        match error {
            SendError::MaybeSent(error) => match refusal(&error) {
                Some(Refusal::Stream) => Err(SendError::NotProcessed(error)),
                None if self.activity.writes() != writes => {
                    // The connection may be closed before its driver notices.
                    if !is_of_stream(&error) {
                        self.activity.retire();
                    }
                    Err(SendError::MaybeSent(error))
                }
                // The connection was closed before anything of the request was written.
                Some(Refusal::Connection) | None => {
                    self.activity.retire();
                    match copy {
                        Some(copy) => {
                            *request = copy;
                            Err(SendError::NotSent(error))
                        }
                        None => Err(SendError::NotProcessed(error)),
                    }
                }
            },
            SendError::NotSent(_) | SendError::NotProcessed(_) => {
                self.activity.retire();
                Err(error)
            }
        }
    }

    /// Returns `true` if no more requests should be sent.
    pub(crate) fn is_closed(&self) -> bool {
        self.sender.is_closed() || self.activity.is_unusable()
    }
}

/// Statement of the server that it did not process a request, and will not do so (RFC 9113, section 8.7).
enum Refusal {
    /// Refusal of this request (`REFUSED_STREAM`).
    Stream,
    /// End of the connection before this request (`GOAWAY` with the id of an earlier one).
    Connection,
}

/// Returns the error of the crate `h2`, on which `hyper` builds.
fn h2_error(error: &hyper::Error) -> Option<&h2::Error> {
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.find_map(|cause| cause.downcast_ref())
}

/// Returns `true` if an error concerns one request, and not its connection.
fn is_of_stream(error: &hyper::Error) -> bool {
    h2_error(error).is_some_and(h2::Error::is_reset)
}

/// Returns the statement of the server in an error.
fn refusal(error: &hyper::Error) -> Option<Refusal> {
    let error = h2_error(error).filter(|error| error.is_remote())?;
    if error.is_go_away() {
        // Only requests after the last one that the server processes fail with the `GOAWAY` itself.
        Some(Refusal::Connection)
    } else if error.is_reset() && error.reason() == Some(h2::Reason::REFUSED_STREAM) {
        Some(Refusal::Stream)
    } else {
        None
    }
}
