//! Precedence of headers: promise 10.

use crate::support::api::{CREATE, build, request, settings};
use crate::support::fake::{Fake, answer};

/// Returns the header with this name that is sent if client and request set it to these values. `None` sets nothing.
async fn sent(name: &'static str, client: Option<&str>, call: Option<&str>) -> Vec<String> {
    let fake = Fake::new([answer(200, "{}")]);
    let mut settings = settings();
    settings.transport(fake.clone());
    for value in client.into_iter().flat_map(|value| ["before", value]) {
        settings.header(name, value);
    }
    let mut request = request(&build(settings).unwrap(), &CREATE);
    for value in call.into_iter().flat_map(|value| ["before", value]) {
        request.header(name, value);
    }
    request.nothing().await.unwrap();
    let sent = fake.requests().remove(0);
    let values = sent.headers().get_all(name).into_iter();
    values
        .map(|value| value.to_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn promise_10_each_level_replaces_the_one_below() {
    let (client, call) = (Some("client"), Some("call"));
    for (name, default) in [
        ("User-Agent", "zoo/1.2.3 (api 2026-01-01)"),
        ("accept", "application/json"),
        ("CONTENT-TYPE", "application/json"),
    ] {
        assert_eq!(sent(name, None, None).await, [default], "{name}");
        assert_eq!(sent(name, client, None).await, ["client"], "{name}");
        assert_eq!(sent(name, None, call).await, ["call"], "{name}");
        assert_eq!(sent(name, client, call).await, ["call"], "{name}");
    }
    assert_eq!(sent("authorization", None, None).await, ["Bearer k3y"]);
    assert_eq!(sent("Authorization", client, None).await, ["Bearer k3y"]);
    assert_eq!(sent("authorization", client, call).await, ["call"]);
    assert_eq!(sent("x-own", None, None).await, [""; 0]);
    assert_eq!(sent("X-Own", client, None).await, ["client"]);
    assert_eq!(sent("x-OWN", client, call).await, ["call"]);
}
