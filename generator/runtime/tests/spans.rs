//! Spans of the feature `tracing`: promise 28.

use std::time::Duration;

use http::Method;

use crate::support::api::{Animal, CREATE, GET, build, fake_client, on, settings};
use crate::support::fake::{Fake, Step, answer};
use crate::support::spans::{collect, lines};

const WAIT: &[(&str, &str)] = &[("retry-after", "3")];

#[tokio::test(start_paused = true)]
async fn promise_28_the_spans_of_a_retried_call() {
    collect();
    let wait = Step::Answer(503, WAIT, "c4n".into());
    let mut settings = settings();
    settings.base_url("https://zoo.invalid:8443/api".into());
    settings.transport(Fake::new([wait, answer(200, r#"{"id":"c4n"}"#)]));
    let mut get = on(&build(settings).unwrap(), &GET, "c4n");
    get.put_query("view", "c4n");
    get.header("x-h", "c4n");
    get.value::<Animal>().await.unwrap();
    let to = "server.address=zoo.invalid server.port=8443 url.template=/v1/animals/{id}";
    let name = "otel.name=GET /v1/animals/{id}";
    assert_eq!(
        lines(),
        [
            format!(
                "call otel.name=animals.retrieve otel.kind=internal http.request.method=GET {to} http.response.status_code=200"
            ),
            format!(
                "1>attempt otel.kind=client http.request.method=GET {to} {name} http.response.status_code=503 error.type=503"
            ),
            "1>event message=retrying reason=503 delay_ms=3000".to_owned(),
            format!(
                "1>attempt otel.kind=client http.request.method=GET {to} {name} http.request.resend_count=1 http.response.status_code=200"
            ),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn promise_28_spans_record_the_outcome_of_calls() {
    for (step, call, attempt) in [
        (
            Step::Break,
            "error.type=connection",
            "error.type=connection",
        ),
        (Step::Hang, "error.type=timeout", "error.type=timeout"),
        (answer(403, "c4n"), "error.type=403", "error.type=403"),
        (
            answer(200, "c4n"),
            "error.type=decode http.response.status_code=200",
            "http.response.status_code=200",
        ),
    ] {
        collect();
        let create = on(&fake_client(&Fake::new([step])), &CREATE, "a");
        create.value::<Animal>().await.unwrap_err();
        let lines = lines();
        assert!(
            lines[0].ends_with(call) && lines[1].ends_with(attempt),
            "{lines:?}"
        );
        assert!(!lines.concat().contains("c4n"), "{lines:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn promise_28_spans_have_no_path_without_a_template_and_record_dropped_calls() {
    collect();
    let core = fake_client(&Fake::new([Step::Hang]));
    let call = core.request(Method::GET, "/v1/c4n".into()).send();
    let dropped = tokio::time::timeout(Duration::from_secs(1), call).await;
    assert!(dropped.is_err());
    let to = "server.address=zoo.invalid server.port=443";
    assert_eq!(
        lines(),
        [
            format!(
                "call otel.name=custom otel.kind=internal http.request.method=GET {to} error.type=cancelled"
            ),
            format!(
                "1>attempt otel.kind=client http.request.method=GET {to} otel.name=GET error.type=cancelled"
            ),
        ]
    );
}

#[tokio::test]
async fn promise_28_spans_of_other_servers_have_neither_path_nor_query() {
    collect();
    let core = fake_client(&Fake::new([answer(200, "{}")]));
    let url = "https://files.invalid:8443/c4n?c4n=c4n";
    core.request(Method::GET, url.into()).await.unwrap();
    let lines = lines();
    let to = "server.address=files.invalid server.port=8443";
    assert_eq!(lines.iter().filter(|line| line.contains(to)).count(), 2);
    assert!(!lines.concat().contains("c4n"), "{lines:?}");
}
