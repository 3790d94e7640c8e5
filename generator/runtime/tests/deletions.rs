//! Retried deletions: promise 20.

use crate::support::api::{Animal, DELETE, build, client, fake_client, on, settings};
use crate::support::fake::{Fake, Step, answer};
use crate::support::server::{Reply, Server};

/// Returns a failure that is retried immediately.
fn busy() -> Step {
    Step::Answer(503, &[("retry-after", "0")], String::new())
}

#[tokio::test]
async fn promise_20_over_a_socket() {
    let busy = || Reply::new(503, "").header("retry-after", "0");
    let server = Server::start([busy(), Reply::new(404, ""), busy(), Reply::new(404, "")]).await;
    on(&client(server.url()), &DELETE, "a")
        .nothing()
        .await
        .unwrap();
    let mut settings = settings();
    settings.base_url(server.url().to_owned());
    settings.missing_is_deleted(false);
    let error = on(&build(settings).unwrap(), &DELETE, "a").nothing().await;
    assert!(
        error.unwrap_err().is_not_found(),
        "the option is switched off"
    );
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn promise_20_no_other_status_is_a_success() {
    for status in [400, 401, 403, 405, 410, 412] {
        let fake = Fake::new([busy(), answer(status, "")]);
        let error = on(&fake_client(&fake), &DELETE, "a").nothing().await;
        assert_eq!(error.unwrap_err().status().unwrap().as_u16(), status);
        assert_eq!(fake.count(), 2);
    }
}

#[tokio::test]
async fn promise_20_a_deletion_that_returns_something_has_nothing_to_return() {
    let fake = Fake::new([busy(), answer(404, ""), busy(), answer(404, "")]);
    let delete = || on(&fake_client(&fake), &DELETE, "a");
    let error = delete().value::<Animal>().await.unwrap_err();
    assert!(error.is_not_found(), "{error}");
    assert_eq!(delete().value_or_none::<Animal>().await.unwrap(), None);
}
