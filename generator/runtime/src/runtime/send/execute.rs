//! The life of a call: prepare, attempt, wait, attempt again.

use std::time::Duration;

use http::{Method, StatusCode};
use tokio::time::Instant;
#[cfg(feature = "tracing")]
use tracing::Instrument as _;

use crate::runtime::error::Error;
use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::{Prepared, prepare};
use crate::runtime::send::attempt::{AttemptLimits, AttemptOutcome, Received, attempt};
use crate::runtime::send::observer::CallObserver;
use crate::runtime::send::reply::Reply;
use crate::runtime::send::retries::Retries;
use crate::runtime::transport::error::TransportError;

/// Makes a call. It is not generic, so that it is compiled once for all methods.
///
/// The request is boxed, for it is large, and each future and each result that it passes through would copy it.
pub(crate) async fn execute(request: Box<Request>) -> Result<Reply, Error> {
    let mut watch = CallObserver::new(&request);
    #[cfg(feature = "tracing")]
    let span = watch.spans.call.clone();
    let run = run(request, &mut watch);
    #[cfg(feature = "tracing")]
    let run = run.instrument(span);
    match run.await {
        Ok(mut reply) => {
            watch.ended(Ok(()));
            reply.watch = watch;
            Ok(reply)
        }
        Err(error) => {
            watch.ended(Err(error.kind()));
            Err(error)
        }
    }
}

/// Makes a call under a watch.
async fn run(request: Box<Request>, watch: &mut CallObserver) -> Result<Reply, Error> {
    let prepared = prepare(&request).map_err(|error| error.of_operation(request.operation()))?;
    let client = request.core.inner();
    let mut retries = Retries::new(&request, prepared.max_retries);
    let mut attempts = Vec::with_capacity(1);
    let mut delay = Duration::ZERO;
    // A walk over pages may come here when its time is over: then nothing must be sent any more.
    if prepared
        .deadline
        .is_some_and(|deadline| deadline <= Instant::now())
    {
        return Err(failure(
            &request,
            AttemptOutcome::TimedOut,
            &prepared,
            attempts,
        ));
    }
    loop {
        let started = Instant::now();
        let limits = AttemptLimits {
            deadline: attempt_deadline(&prepared, started),
            leaves_body: request.leaves_body,
        };
        let mut http = prepared.http(&request);
        let outcome = attempt(client, &mut http, limits);
        #[cfg(feature = "tracing")]
        let outcome = outcome.instrument(watch.spans.begin_attempt(&request, attempts.len()));
        let outcome = outcome.await;
        let made = Attempt {
            status: outcome.status(),
            delay,
            duration: started.elapsed(),
        };
        watch.attempted(&made, &outcome);
        attempts.push(made);
        let outcome = match outcome {
            AttemptOutcome::Received(answer) if is_success(&request, &answer, attempts.len()) => {
                client.retry_budget.record_success();
                return Ok(reply(request, answer, attempts));
            }
            failed @ (AttemptOutcome::Received(_)
            | AttemptOutcome::TooLarge(_)
            | AttemptOutcome::Broken { .. }
            | AttemptOutcome::TimedOut) => failed,
        };
        match retries.pause_after(&outcome, prepared.deadline) {
            Some(pause) => {
                delay = pause;
                watch.retrying(&outcome, delay);
            }
            None => return Err(failure(&request, outcome, &prepared, attempts)),
        }
        tokio::time::sleep(delay).await;
    }
}

/// When an attempt that starts now must be over.
fn attempt_deadline(prepared: &Prepared, now: Instant) -> Option<Instant> {
    let own = now.checked_add(prepared.timeout);
    match (own, prepared.deadline) {
        (Some(own), Some(whole)) => Some(own.min(whole)),
        (own, whole) => own.or(whole),
    }
}

/// Any 2xx, and the 404 of a deletion that an earlier attempt has done.
fn is_success(request: &Request, answer: &Received, attempts: usize) -> bool {
    let deleted = answer.status == StatusCode::NOT_FOUND
        && attempts > 1
        && request.leaves_body
        && *request.method() == Method::DELETE
        && request.core.inner().missing_is_deleted;
    answer.status.is_success() || deleted
}

/// What the decoder gets.
fn reply(request: Box<Request>, answer: Received, attempts: Vec<Attempt>) -> Reply {
    Reply {
        request,
        status: answer.status,
        headers: answer.headers,
        body: answer.body,
        attempts,
        watch: CallObserver::default(),
    }
}

/// The error of a connection that failed.
pub(crate) fn broken(error: TransportError) -> Error {
    if !error.is_timeout() {
        return Error::new(ErrorKind::Connection, error.to_string()).caused_by(error);
    }
    let detail = if error.is_connect() {
        "connecting took too long"
    } else {
        "the connection timed out"
    };
    Error::new(ErrorKind::Timeout, detail).caused_by(error)
}

/// The error of the last attempt.
fn failure(
    request: &Request,
    outcome: AttemptOutcome,
    prepared: &Prepared,
    attempts: Vec<Attempt>,
) -> Error {
    let error = match outcome {
        AttemptOutcome::Received(Received {
            status,
            headers,
            body,
        }) => Error::new(ErrorKind::Api, "").with_reply(request.refusal(
            status,
            headers,
            body.ready().clone(),
        )),
        AttemptOutcome::TooLarge(Received {
            status,
            headers,
            body,
        }) => {
            let limit = request.core.inner().max_bytes.response;
            let detail = format!(
                "the body of the {} response is larger than {limit} bytes",
                status.as_u16()
            );
            Error::new(ErrorKind::Decode, detail).with_reply(ErrorReply::of_success(
                request.core.inner().api.request_id_header,
                status,
                headers,
                body.ready().clone(),
            ))
        }
        AttemptOutcome::Broken { error, .. } => broken(error),
        AttemptOutcome::TimedOut => {
            let whole = prepared
                .deadline
                .is_some_and(|deadline| deadline <= Instant::now());
            let detail = match (whole, request.total_timeout) {
                (true, Some(total)) => format!("not done within the total timeout of {total:?}"),
                (true, None) | (false, _) => {
                    format!("no complete response within {:?}", prepared.timeout)
                }
            };
            Error::new(ErrorKind::Timeout, detail)
        }
    };
    error.of_operation(request.operation()).after(attempts)
}
