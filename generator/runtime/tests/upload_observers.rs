//! Hooks and spans of uploads, which are a part of their call: promise 28.

use std::time::Duration;

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::content::UploadContent;

use crate::hooks::Record;
use crate::support::api::{build, settings};
use crate::support::fake::{Fake, Step, answer};
#[cfg(feature = "tracing")]
use crate::support::spans::{collect, lines};
use crate::uploads::upload;

const WAIT: &[(&str, &str)] = &[("retry-after", "3")];

/// Returns a client with hooks. Its transport responds with the URL of an upload first.
fn watched(steps: impl IntoIterator<Item = Step>) -> (Core, Record) {
    let url = "https://files.example:8443/s3cret?sig=s3cret";
    let created = answer(200, &format!(r#"{{"id":"a","info":{{"url":"{url}"}}}}"#));
    let record = Record::default();
    let mut settings = settings();
    settings.hooks(record.clone());
    settings.transport(Fake::new(std::iter::once(created).chain(steps)));
    (build(settings).unwrap(), record)
}

#[tokio::test(start_paused = true)]
async fn promise_28_hooks_observe_the_attempts_of_uploads() {
    let (core, record) = watched([Step::Answer(503, WAIT, String::new()), answer(201, "")]);
    upload(&core, UploadContent::bytes("ab")).await.unwrap();
    assert_eq!(
        record.take(),
        [
            "animals.create POST attempt 1: Some(200) None 0ns",
            "animals.create PUT attempt 2: Some(503) Some(Api) 0ns",
            "animals.create PUT retry 1: Some(503) Api 3s",
            "animals.create PUT attempt 3: Some(201) None 0ns",
            "animals.create POST call of 3: Some(201) None false 3s",
        ]
    );
    let (core, record) = watched([answer(403, "")]);
    upload(&core, UploadContent::bytes("ab")).await.unwrap_err();
    let end = "animals.create POST call of 2: Some(403) Some(Upload) false 0ns";
    assert_eq!(record.take().last().unwrap(), end);
    let (core, record) = watched([Step::Hang]);
    let call = upload(&core, UploadContent::bytes("ab"));
    let dropped = tokio::time::timeout(Duration::from_secs(1), call).await;
    assert!(dropped.is_err());
    let end = "animals.create POST call of 1: Some(200) None true 1s";
    assert_eq!(record.take().last().unwrap(), end);
}

#[cfg(feature = "tracing")]
#[tokio::test(start_paused = true)]
async fn promise_28_the_spans_of_an_upload_do_not_have_its_url() {
    collect();
    let (core, _) = watched([Step::Answer(503, WAIT, String::new()), answer(201, "")]);
    upload(&core, UploadContent::bytes("ab")).await.unwrap();
    let lines = lines();
    let to = "server.address=files.example server.port=8443 otel.name=PUT";
    let attempt = "1>attempt otel.kind=client http.request.method=PUT";
    assert!(lines[0].starts_with("call otel.name=animals.create "));
    assert!(lines[0].ends_with(" http.response.status_code=201"));
    assert!(lines[1].contains("server.address=zoo.invalid"), "{lines:?}");
    assert_eq!(
        lines[2..],
        [
            format!("{attempt} {to} http.response.status_code=503 error.type=503"),
            "1>event message=retrying reason=503 delay_ms=3000".to_owned(),
            format!("{attempt} {to} http.request.resend_count=1 http.response.status_code=201"),
        ]
    );
    assert!(!lines.concat().contains("s3cret"));
    collect();
    let (core, _) = watched([answer(403, "")]);
    upload(&core, UploadContent::bytes("ab")).await.unwrap_err();
    let end = " http.response.status_code=403 error.type=upload";
    assert!(self::lines()[0].ends_with(end), "{:?}", self::lines());
}
