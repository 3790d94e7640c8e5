//! Retries and timeouts: promises 17 to 20, under a paused clock.

use http::Method;
use sdk_runtime::runtime::call::response::Response;
use sdk_runtime::runtime::request::Request;
use sdk_runtime::runtime::request::format::JSON;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};

use crate::support::api::{
    Animal, CREATE, DELETE, GET, LIST, UPDATE, build, fake_client, on, settings,
};
use crate::support::fake::{Fake, Step, answer};

static PUT: Operation = Operation {
    name: "animals.put",
    method: Method::PUT,
    path: "/v1/animals/{id}",
    query: &[],
    body: Some(JSON),
    idempotency_key: None,
    settings: CallSettings::DEFAULT,
};
static HEAD: Operation = Operation {
    name: "animals.head",
    method: Method::HEAD,
    path: "/v1/animals/{id}",
    query: &[],
    body: None,
    idempotency_key: None,
    settings: CallSettings::DEFAULT,
};

/// Returns the number of requests of a call that always gets the same response.
async fn requests(
    operation: &'static Operation,
    step: Step,
    change: impl FnOnce(&mut Request),
) -> usize {
    let fake = Fake::new([step]);
    let mut request = on(&fake_client(&fake), operation, "a");
    change(&mut request);
    let error = request.value::<Animal>().await.unwrap_err();
    assert_eq!(error.attempts().len(), fake.count());
    fake.count()
}

#[tokio::test(start_paused = true)]
async fn promise_17_which_failures_are_retried() {
    for operation in [&GET, &HEAD, &PUT, &DELETE] {
        for status in [408, 409, 429, 500, 502, 503, 504] {
            assert_eq!(
                requests(operation, answer(status, ""), |_| {}).await,
                3,
                "{status}"
            );
        }
        for status in [400, 401, 403, 404, 405, 410, 422, 501, 505, 302] {
            assert_eq!(
                requests(operation, answer(status, ""), |_| {}).await,
                1,
                "{status}"
            );
        }
        for step in [
            Step::Refuse,
            Step::Break,
            Step::BreakInBody,
            Step::Hang,
            Step::Stall,
        ] {
            assert_eq!(
                requests(operation, step.clone(), |_| {}).await,
                3,
                "{step:?}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn promise_17_post_and_patch_are_only_retried_if_they_were_not_processed() {
    for operation in [&CREATE, &UPDATE] {
        for step in [Step::Refuse, answer(429, "")] {
            assert_eq!(
                requests(operation, step.clone(), |_| {}).await,
                3,
                "{step:?}"
            );
        }
        for step in [
            answer(503, ""),
            answer(409, ""),
            Step::Break,
            Step::BreakInBody,
            Step::Hang,
        ] {
            assert_eq!(
                requests(operation, step.clone(), |_| {}).await,
                1,
                "{step:?}"
            );
            assert_eq!(
                requests(operation, step.clone(), |r| r.idempotent(true)).await,
                3,
                "{step:?}"
            );
            assert_eq!(
                requests(operation, step.clone(), |r| r.set_max_retries(1)).await,
                2,
                "{step:?}"
            );
        }
    }
    let same_as_post = |request: &mut Request| request.idempotent(false);
    assert_eq!(requests(&GET, answer(503, ""), same_as_post).await, 1);
    assert_eq!(requests(&GET, answer(429, ""), same_as_post).await, 3);
}

#[tokio::test(start_paused = true)]
async fn promise_17_number_of_retries() {
    for retries in [0, 1, 10] {
        let count = requests(&GET, answer(503, ""), |request| {
            request.set_max_retries(retries);
        })
        .await;
        assert_eq!(count, retries as usize + 1);
    }
    let fake = Fake::new([answer(503, "")]);
    let mut settings = settings();
    settings.max_retries(4);
    settings.transport(fake.clone());
    let core = build(settings).unwrap();
    on(&core, &CREATE, "a").nothing().await.unwrap_err();
    assert_eq!(
        fake.count(),
        1,
        "the client's retries are no opt-in for POST"
    );
    on(&core, &GET, "a").nothing().await.unwrap_err();
    assert_eq!(fake.count(), 6);
}

#[tokio::test(start_paused = true)]
async fn promise_20_a_deletion_that_meets_404_has_succeeded() {
    let delete = |steps: Vec<Step>, deleted: bool| {
        let mut settings = settings();
        settings.missing_is_deleted(deleted);
        settings.transport(Fake::new(steps));
        on(&build(settings).unwrap(), &DELETE, "a")
    };
    let response: Response<()> = delete(vec![answer(503, ""), answer(404, "")], true)
        .nothing_response()
        .await
        .unwrap();
    assert_eq!(
        (response.status().as_u16(), response.attempts().len()),
        (404, 2)
    );
    delete(vec![Step::Break, Step::Break, answer(404, "")], true)
        .nothing()
        .await
        .unwrap();
    let error = delete(vec![answer(404, "")], true)
        .nothing()
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    let error = delete(vec![answer(503, ""), answer(404, "")], false)
        .nothing()
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    let fake = Fake::new([answer(503, ""), answer(404, "")]);
    let error = on(&fake_client(&fake), &LIST, "a")
        .nothing()
        .await
        .unwrap_err();
    assert!(error.is_not_found(), "only deletions");
}
