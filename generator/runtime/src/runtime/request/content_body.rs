//! Request bodies with content that is read while it is sent.

use bytes::{Bytes, BytesMut};
use http::HeaderValue;
use http::header::CONTENT_LENGTH;

use crate::runtime::content::UploadContent;
use crate::runtime::content::body::UploadBody;
use crate::runtime::content::meter::Meter;
use crate::runtime::content::sequence::Sequence;
use crate::runtime::content::time_limit::limited;
use crate::runtime::error::Error;
use crate::runtime::request::streamed::{SendFault, Sending, StreamLimits, StreamedBody};
use crate::runtime::time::{self, Instant};
use crate::runtime::transport::body::Body;
use crate::runtime::transport::error::TransportError;
use crate::runtime::transport::sender::Sender;

/// Body that consists of parts, some of which are content.
pub(crate) struct ContentBody {
    parts: Vec<ContentPart>,
    /// Progress of the whole body.
    meter: Meter,
    /// Options of `curl` that send the body.
    curl: Vec<(&'static str, String)>,
}

/// Part of a body.
pub(crate) enum ContentPart {
    /// Bytes around content.
    Bytes(Bytes),
    /// Content, and its progress.
    Content(UploadContent, Meter),
}

impl ContentPart {
    /// Creates a part that is content.
    pub(crate) fn content(content: UploadContent) -> Self {
        let meter = content.meter();
        Self::Content(content, meter)
    }
}

impl ContentBody {
    /// Creates a body.
    pub(crate) fn new(parts: Vec<ContentPart>, curl: Vec<(&'static str, String)>) -> Self {
        Self {
            parts,
            meter: Meter::new(None),
            curl,
        }
    }

    /// Opens all content. Returns the body and its length.
    async fn open(&self) -> Result<(UploadBody, u64), Error> {
        let (mut bodies, mut total) = (Sequence::default(), 0);
        for part in &self.parts {
            let (body, length) = match part {
                ContentPart::Bytes(bytes) => (Body::from(bytes.clone()), bytes.len() as u64),
                ContentPart::Content(content, meter) => {
                    let (body, length) = content.open().await?;
                    let body = UploadBody::new(body, length, meter.clone());
                    (Body::new(body), length)
                }
            };
            bodies.0.push_back(body);
            total += length;
        }
        let body = UploadBody::new(Body::new(bodies), total, self.meter.clone());
        Ok((body, total))
    }

    /// Sends the body once. If the transport only sends whole bodies, it is sent as one if it is in memory.
    async fn exchange(
        &self,
        sender: &Sender,
        http: http::Request<Bytes>,
        body: UploadBody,
    ) -> Result<http::Response<Body>, TransportError> {
        let (head, _) = http.into_parts();
        let request = http::Request::from_parts(head.clone(), Body::new(body));
        let sent = sender.send_streaming(request).await;
        let is_refused = matches!(&sent, Err(error) if error.is_streaming_unsupported());
        match self.in_memory() {
            Some(bytes) if is_refused => {
                let mut request = http::Request::from_parts(head, bytes);
                let sent = sender.send(&mut request, false).await;
                if sent.is_ok() {
                    self.meters().for_each(Meter::complete);
                }
                sent
            }
            Some(_) | None => sent,
        }
    }

    /// Returns the meters of all content.
    fn meters(&self) -> impl Iterator<Item = &Meter> {
        self.parts.iter().filter_map(|part| match part {
            ContentPart::Bytes(_) => None,
            ContentPart::Content(_, meter) => Some(meter),
        })
    }
}

impl StreamedBody for ContentBody {
    fn send<'a>(
        &'a self,
        sender: &'a Sender,
        mut http: http::Request<Bytes>,
        limits: StreamLimits,
    ) -> Sending<'a> {
        Box::pin(async move {
            let idle_end = Instant::now().checked_add(limits.idle);
            let opened = match idle_end.into_iter().chain(limits.end).min() {
                // Opening a pipe waits for whoever writes to it.
                Some(end) => time::timeout_at(end, self.open())
                    .await
                    .map_err(|_| SendFault::TimedOut)?,
                None => self.open().await,
            };
            let (body, length) = opened.map_err(SendFault::Content)?;
            http.headers_mut()
                .insert(CONTENT_LENGTH, HeaderValue::from(length));
            let exchange = self.exchange(sender, http, body);
            let sent = limited(exchange, &self.meter, limits.idle, limits.end).await;
            if let Some(fault) = self.meters().find_map(Meter::take_fault) {
                let error = Error::request("the content of the upload cannot be sent");
                return Err(SendFault::Content(error.caused_by(fault)));
            }
            sent.ok_or(SendFault::TimedOut)?
                .map_err(SendFault::Transport)
        })
    }

    fn is_repeatable(&self) -> bool {
        self.parts.iter().all(|part| match part {
            ContentPart::Bytes(_) => true,
            ContentPart::Content(content, _) => content.is_repeatable(),
        })
    }

    fn in_memory(&self) -> Option<Bytes> {
        let mut whole = BytesMut::new();
        for part in &self.parts {
            match part {
                ContentPart::Bytes(bytes) => whole.extend_from_slice(bytes),
                ContentPart::Content(content, _) => whole.extend_from_slice(&content.in_memory()?),
            }
        }
        Some(whole.freeze())
    }

    fn curl(&self) -> Vec<(&'static str, String)> {
        self.curl.clone()
    }
}
