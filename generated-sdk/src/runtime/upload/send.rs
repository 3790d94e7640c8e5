//! Execution of uploads. Nothing here depends on the type of the result.
//!
//! The functions are `#[inline]`, so that they are compiled only in the programs that call them, which are few.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
#[cfg(feature = "tracing")]
use tracing::Instrument as _;

use crate::runtime::client::ClientInner;
use crate::runtime::content::UploadContent;
use crate::runtime::content::body::UploadBody;
use crate::runtime::content::meter::{Meter, Progress};
use crate::runtime::content::time_limit::limited;
use crate::runtime::error::Error;
use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::deadline;
use crate::runtime::send::attempt::{AttemptOutcome, receive};
use crate::runtime::send::execute::{connection_error, execute};
use crate::runtime::send::observer::CallObserver;
use crate::runtime::send::reply::Reply;
use crate::runtime::send::retries::Retries;
use crate::runtime::time::{self, Instant};
use crate::runtime::transport::body::Body;
use crate::runtime::upload::shape::UploadShape;
use crate::runtime::upload::target::Target;

/// Running upload. It returns the response of the call, and the outcome of the upload.
pub(crate) type Running =
    Pin<Box<dyn Future<Output = Result<(Reply, Result<(), Error>), Error>> + Send>>;

/// Upload that has not started.
pub(crate) struct Plan {
    request: Request,
    shape: &'static UploadShape,
    content: UploadContent,
    /// Value that a call has returned earlier, as JSON; `None` to send the request first.
    pub(crate) earlier: Option<serde_json::Result<Vec<u8>>>,
    pub(crate) on_progress: Option<Progress>,
}

impl Plan {
    #[inline]
    pub(crate) fn new(
        request: Request,
        shape: &'static UploadShape,
        content: UploadContent,
    ) -> Self {
        Self {
            request,
            shape,
            content,
            earlier: None,
            on_progress: None,
        }
    }
}

/// Starts an upload.
#[inline]
pub(crate) fn start(plan: Box<Plan>) -> Running {
    Box::pin(run(plan))
}

#[inline]
async fn run(plan: Box<Plan>) -> Result<(Reply, Result<(), Error>), Error> {
    let mut plan = *plan;
    plan.request.deadline = plan
        .request
        .deadline
        .or_else(|| deadline(plan.request.total_timeout));
    let mut reply = match plan.earlier {
        Some(value) => earlier(plan.request, value)?,
        None => execute(Box::new(plan.request)).await?,
    };
    let mut observer = std::mem::take(&mut reply.observer);
    observer.begin_upload(&plan.shape.method);
    let request: &Request = &reply.request;
    let client = request.core.inner();
    let media_type = plan.content.media_type();
    let target = Target::new(
        plan.shape,
        reply.body.ready(),
        media_type,
        client.allow_plain_http,
    );
    let outcome = match target {
        Ok(target) => {
            let progress = plan.on_progress.or_else(|| plan.content.progress());
            let meter = Meter::new(progress);
            #[cfg(feature = "tracing")]
            let span = observer.spans.call.clone();
            let sending = send(request, &target, plan.content, &meter, &mut observer);
            #[cfg(feature = "tracing")]
            let sending = sending.instrument(span);
            sending.await
        }
        Err(error) => Err(error),
    };
    let outcome = outcome.map_err(|error| error.with_operation(request.operation()));
    observer.ended(outcome.as_ref().copied().map_err(Error::kind));
    reply.observer = observer;
    Ok((reply, outcome))
}

/// Returns a value that a call has returned earlier as the response to its request, which is not sent.
#[inline]
fn earlier(request: Request, value: serde_json::Result<Vec<u8>>) -> Result<Reply, Error> {
    let value = value.map_err(|error| {
        let error = Error::request("the value of the upload cannot be serialized").caused_by(error);
        error.with_operation(request.operation())
    })?;
    Ok(Reply {
        observer: CallObserver::new(&request),
        request: Box::new(request),
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: Bytes::from(value).into(),
        attempts: Vec::new(),
    })
}

/// Sends the content until it is accepted or is not retried any more, and reports its progress to `observer`.
#[inline]
async fn send(
    request: &Request,
    target: &Target,
    content: UploadContent,
    meter: &Meter,
    observer: &mut CallObserver,
) -> Result<(), Error> {
    let client = request.core.inner();
    let max_retries = if content.is_repeatable() {
        request.retry_limit()
    } else {
        0
    };
    let mut retries = Retries::new(request, target.method.is_idempotent(), max_retries);
    let idle = request.attempt_timeout();
    let (mut attempts, mut delay) = (Vec::with_capacity(1), Duration::ZERO);
    loop {
        let (body, length) = match open(&content, idle, request.deadline).await {
            Some(opened) => opened?,
            None => return Err(failure(request, AttemptOutcome::TimedOut, idle)),
        };
        check_length(target, length)?;
        let body = UploadBody::new(body, length, meter.clone());
        let started = Instant::now();
        let exchange = exchange(client, target, content.in_memory(), body, meter);
        let outcome = limited(exchange, meter, idle, request.deadline);
        #[cfg(feature = "tracing")]
        let outcome = outcome.instrument(observer.spans.begin(
            &target.method,
            &target.uri,
            None,
            attempts.len(),
        ));
        let outcome = outcome.await.unwrap_or(AttemptOutcome::TimedOut);
        let attempt = Attempt {
            status: outcome.status(),
            delay,
            duration: started.elapsed(),
        };
        let is_accepted = outcome.status().is_some_and(|status| status.is_success());
        observer.attempted(&attempt, &outcome, is_accepted);
        attempts.push(attempt);
        if let Some(fault) = meter.take_fault() {
            let error = Error::request("the content of the upload cannot be sent");
            return Err(error.caused_by(fault).with_attempts(attempts));
        }
        if is_accepted {
            return Ok(());
        }
        let Some(retry_delay) = retries.delay_after(&outcome, request.deadline) else {
            let error = failure(request, outcome, idle).with_attempts(attempts);
            return Err(error.with_retry_budget_exhausted(retries.is_budget_exhausted()));
        };
        delay = retry_delay;
        observer.retrying(&outcome, delay);
        time::sleep(delay).await;
    }
}

/// Opens the content; `None` if the limits on time have passed before.
#[inline]
async fn open(
    content: &UploadContent,
    idle: Duration,
    end: Option<Instant>,
) -> Option<Result<(Body, u64), Error>> {
    let idle = Instant::now().checked_add(idle);
    match idle.into_iter().chain(end).min() {
        Some(end) => time::timeout_at(end, content.open()).await.ok(),
        None => Some(content.open().await),
    }
}

/// Returns an error if the content does not have the length that the API expects.
#[inline]
fn check_length(target: &Target, length: u64) -> Result<(), Error> {
    match target.content_length {
        Some(expected) if expected != length => Err(Error::request(format!(
            "the content of the upload has {length} bytes, but {expected} were announced to the API"
        ))),
        Some(_) | None => Ok(()),
    }
}

/// Sends the content once, by the transport without the layers around it.
#[inline]
async fn exchange(
    client: &ClientInner,
    target: &Target,
    in_memory: Option<Bytes>,
    body: UploadBody,
    meter: &Meter,
) -> AttemptOutcome {
    let length = body.size_hint().lower();
    let http = target.http(Body::new(body), length);
    let mut sent = client.innermost.send_streaming(http).await;
    let is_refused = matches!(&sent, Err(error) if error.is_streaming_unsupported());
    if let (true, Some(bytes)) = (is_refused, in_memory) {
        let mut http = target.http(bytes, length);
        sent = client.innermost.send(&mut http, false).await;
        if sent.is_ok() {
            meter.complete();
        }
    }
    match sent {
        Ok(response) => receive(client, response, true).await,
        Err(error) => AttemptOutcome::Broken {
            error,
            status: None,
        },
    }
}

/// Returns the error of an upload, from the outcome of its last attempt.
#[inline]
fn failure(request: &Request, outcome: AttemptOutcome, idle: Duration) -> Error {
    match outcome {
        AttemptOutcome::Received(answer) | AttemptOutcome::Unreadable(answer, _) => {
            let detail = format!("the upload was not accepted: {}", answer.status);
            let body = answer.body.ready().clone();
            let reply = request.error_reply(answer.status, answer.headers, body);
            Error::new(ErrorKind::Upload, detail).with_reply(reply)
        }
        AttemptOutcome::Broken { error, .. } => connection_error(error),
        AttemptOutcome::Unsendable(error) => error,
        AttemptOutcome::TimedOut => {
            let is_overdue = request.deadline.is_some_and(|end| end <= Instant::now());
            let detail = match request.total_timeout {
                Some(total) if is_overdue => {
                    format!("no success within the total timeout of {total:?}")
                }
                Some(_) | None => format!("the upload made no progress within {idle:?}"),
            };
            Error::new(ErrorKind::Timeout, detail)
        }
    }
}
