//! Execution of a call: preparation, attempts, and the delays between them.

use std::time::Duration;

use crate::runtime::time;
use crate::runtime::time::Instant;
use http::{Method, StatusCode};
#[cfg(feature = "tracing")]
use tracing::Instrument as _;

use crate::runtime::error::Error;
use crate::runtime::error::attempt::Attempt;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::error::reply::ErrorReply;
use crate::runtime::request::Request;
use crate::runtime::request::prepared::{Prepared, complete, prepare};
use crate::runtime::request::unread_bodies::UnreadBodies;
use crate::runtime::send::attempt::{AttemptOutcome, BodyFault, Received, attempt};
use crate::runtime::send::authorize::CallCredentials;
use crate::runtime::send::observer::CallObserver;
use crate::runtime::send::reply::Reply;
use crate::runtime::send::retries::Retries;
use crate::runtime::transport::error::TransportError;

/// Sends a request until it succeeds or is not retried any more. Not generic, so that it is compiled once for all
/// methods.
///
/// The request is boxed because it is large, and each future and result that contains it would copy it.
pub(crate) async fn execute(mut request: Box<Request>) -> Result<Reply, Error> {
    complete(&mut request);
    let mut observer = CallObserver::new(&request);
    #[cfg(feature = "tracing")]
    let span = observer.spans.call.clone();
    let run = run(request, &mut observer);
    #[cfg(feature = "tracing")]
    let run = run.instrument(span);
    match run.await {
        Ok(mut reply) => {
            observer.ended(Ok(()));
            reply.observer = observer;
            Ok(reply)
        }
        Err(error) => {
            observer.ended(Err(error.kind()));
            Err(error)
        }
    }
}

/// Sends a request, and reports its progress to `observer`.
async fn run(mut request: Box<Request>, observer: &mut CallObserver) -> Result<Reply, Error> {
    let prepared = prepare(&request).map_err(|error| error.with_operation(request.operation()))?;
    let client = request.core.inner();
    let mut retries = Retries::new(&request, request.is_repeatable(), prepared.max_retries);
    let mut attempts = Vec::with_capacity(1);
    let mut credentials = CallCredentials::default();
    let mut delay = Duration::ZERO;
    // The deadline covers all pages of an iteration, so it may have passed already. Then nothing must be sent.
    if prepared.is_overdue() {
        let outcome = AttemptOutcome::TimedOut;
        return Err(failure(&request, outcome, &prepared, attempts));
    }
    loop {
        let http = match credentials.get(&request, &prepared).await {
            Ok(()) => prepared.http(&request, credentials.current.as_deref()),
            Err(error) => Err(error),
        };
        let mut http = http.map_err(|error| {
            let error = error.with_operation(request.operation());
            error.with_attempts(std::mem::take(&mut attempts))
        })?;
        let started = Instant::now();
        let outcome = attempt(&request, &prepared, &mut http, started);
        #[cfg(feature = "tracing")]
        let outcome = outcome.instrument(observer.spans.begin_attempt(&request, attempts.len()));
        let (outcome, ended) = (outcome.await, Instant::now());
        let attempt_record = Attempt {
            status: outcome.status(),
            delay,
            duration: ended - started,
        };
        observer.attempted(&attempt_record, &outcome, is_expected(&request, &outcome));
        attempts.push(attempt_record);
        let is_retry = attempts.len() - credentials.renewals() > 1;
        let outcome = match outcome {
            AttemptOutcome::Received(answer) if is_success(&request, &answer, is_retry) => {
                client.retry_budget.record_success(is_retry, ended);
                return Ok(reply(request, answer, attempts));
            }
            failed @ (AttemptOutcome::Received(_)
            | AttemptOutcome::Unreadable(..)
            | AttemptOutcome::Broken { .. }
            | AttemptOutcome::TimedOut
            | AttemptOutcome::Unsendable(_)) => failed,
        };
        if prepared.is_repeatable() && credentials.must_renew(&request, &outcome) {
            delay = Duration::ZERO;
            continue;
        }
        let Some(retry_delay) = retries.delay_after(&outcome, prepared.deadline) else {
            let is_budget_exhausted = retries.is_budget_exhausted();
            request.authorization = credentials.current;
            let error = failure(&request, outcome, &prepared, attempts);
            return Err(error.with_retry_budget_exhausted(is_budget_exhausted));
        };
        delay = retry_delay;
        observer.retrying(&outcome, delay);
        time::sleep(delay).await;
    }
}

/// Returns `true` if the method expects the status of a response.
fn is_expected(request: &Request, outcome: &AttemptOutcome) -> bool {
    let status = outcome.status();
    status.is_some_and(|status| request.expects(status))
}

/// Returns `true` for a 2xx status, for another one that the method expects, and for a 404 response to a retried deletion,
/// which an earlier attempt has done.
fn is_success(request: &Request, answer: &Received, is_retry: bool) -> bool {
    let deleted = answer.status == StatusCode::NOT_FOUND
        && is_retry
        && matches!(request.unread_bodies, UnreadBodies::Except(_))
        && *request.method() == Method::DELETE
        && request.core.inner().missing_is_deleted;
    request.expects(answer.status) || deleted
}

/// Returns the reply that is passed to the decoder.
fn reply(request: Box<Request>, answer: Received, attempts: Vec<Attempt>) -> Reply {
    Reply {
        request,
        status: answer.status,
        headers: answer.headers,
        body: answer.body,
        attempts,
        observer: CallObserver::default(),
    }
}

/// Returns the error for a failed connection.
pub(crate) fn connection_error(error: TransportError) -> Error {
    if !error.is_timeout() {
        return Error::new(ErrorKind::Connection, error.to_string()).caused_by(error);
    }
    let detail = if error.is_connect() {
        "connecting timed out"
    } else {
        "the connection timed out"
    };
    Error::new(ErrorKind::Timeout, detail).caused_by(error)
}

/// Returns the error for a successful response whose body has a fault.
fn unreadable(request: &Request, answer: Received, fault: BodyFault) -> Error {
    let status = answer.status.as_u16();
    let error = match fault {
        BodyFault::TooLarge => {
            let limit = request.core.inner().max_bytes.response;
            let detail = format!("the body of the {status} response is larger than {limit} bytes");
            Error::new(ErrorKind::Decode, detail)
        }
        BodyFault::Corrupt(source) => {
            let detail = format!("the body of the {status} response cannot be decompressed");
            Error::new(ErrorKind::Decode, detail).caused_by(source)
        }
    };
    error.with_reply(ErrorReply::of_success(
        request.core.inner().api.request_id_header,
        answer.status,
        answer.headers,
        answer.body.ready().clone(),
    ))
}

/// Returns the error of a call, from the outcome of its last attempt.
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
        }) => Error::new(ErrorKind::Api, "").with_reply(request.error_reply(
            status,
            headers,
            body.ready().clone(),
        )),
        AttemptOutcome::Unreadable(answer, fault) => unreadable(request, answer, fault),
        AttemptOutcome::Unsendable(error) => error,
        AttemptOutcome::Broken { error, .. } => connection_error(error),
        AttemptOutcome::TimedOut => {
            let detail = match (prepared.is_overdue(), request.total_timeout) {
                (true, Some(total)) => format!("no success within the total timeout of {total:?}"),
                (true, None) | (false, _) => {
                    format!("no complete response within {:?}", prepared.timeout)
                }
            };
            Error::new(ErrorKind::Timeout, detail)
        }
    };
    error
        .with_operation(request.operation())
        .with_attempts(attempts)
}
