//! Request bodies in several attempts: promise 8.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Serialize, Serializer};

use crate::support::api::{Animal, CREATE, fake_client, on};
use crate::support::fake::{Fake, Step, answer};

/// Value that counts how often it was serialized.
struct Counted<'a>(&'a AtomicUsize);

impl Serialize for Counted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0.fetch_add(1, Ordering::SeqCst) as u64)
    }
}

#[tokio::test(start_paused = true)]
async fn promise_08_a_body_is_serialized_once_for_all_attempts() {
    let count = AtomicUsize::new(7);
    let fake = Fake::new([Step::Break, answer(503, ""), answer(200, r#"{"id":"a"}"#)]);
    let mut request = on(&fake_client(&fake), &CREATE, "a");
    request.body("count", &Counted(&count));
    request.idempotent(true);
    request.value::<Animal>().await.unwrap();
    let bodies: Vec<_> = fake
        .requests()
        .into_iter()
        .map(http::Request::into_body)
        .collect();
    assert_eq!(bodies, [r#"{"count":7}"#; 3]);
    assert_eq!(count.into_inner(), 8);
}
