//! How long connecting may take if nobody says: promise 19.

use std::time::Duration;

use crate::support::api::{CREATE, build, on, settings};
use crate::support::faults::{Faulty, Step};

#[tokio::test(start_paused = true)]
async fn promise_19_connecting_may_take_five_seconds() {
    let silent = Faulty::start(vec![vec![Step::AwaitClose]]).await;
    let mut settings = settings();
    settings.base_url(format!("https://{}", silent.address));
    settings.max_retries(0);
    let create = on(&build(settings).unwrap(), &CREATE, "a");
    let error = create.nothing().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.attempts()[0].duration, Duration::from_secs(5));
}
