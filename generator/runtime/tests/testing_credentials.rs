//! Credentials of requests, which the testing kit checks: promise 26.

use std::sync::Arc;

use bytes::Bytes;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::testing::server::Server;
use sdk_runtime::runtime::transport::{Transport, TransportFuture};

use crate::auth_schemes::{APP, KEY_VALUE, MIXED, OPTIONAL, PASSWORD, USER, given};
use crate::support::api::{Animal, GET, build_in, on};
use crate::support::kit::{GET_ROUTE, ROUTES, animal, panic_of};

/// Layer that takes the credentials of an application out of requests.
struct Stripped(Arc<dyn Transport>);

impl Transport for Stripped {
    fn send(&self, mut request: http::Request<Bytes>) -> TransportFuture {
        request.headers_mut().remove("x-app");
        self.0.send(request)
    }
}

#[tokio::test]
async fn promise_26_the_kit_checks_the_credentials() {
    let prepare = |api: &'static Api, values: &[(&'static str, &str)], is_stripped: bool| {
        let server = Server::new(api, ROUTES);
        server.on_value::<Animal>(&GET_ROUTE).reply(animal("a"));
        let mut settings = given(api, values);
        settings.transport(server);
        if is_stripped {
            settings.wrap_transport(Stripped);
        }
        build_in(settings, &[]).unwrap()
    };
    for (api, values) in [
        (&MIXED, &[APP, KEY_VALUE][..]),
        (&MIXED, &[USER, PASSWORD]),
        (&OPTIONAL, &[]),
    ] {
        let core = prepare(api, values, false);
        on(&core, &GET, "a").value::<Animal>().await.unwrap();
    }
    let taken = "the request does not have the credentials that the method takes: \
                 the header `x-app` and the query parameter `api key`, or the header `authorization` with `Basic`";
    let core = prepare(&MIXED, &[APP, KEY_VALUE], true);
    let call = on(&core, &GET, "a").value::<Animal>();
    let message = panic_of(call).await;
    assert!(message.contains(taken), "{message}");
    let core = prepare(&MIXED, &[USER, PASSWORD], false);
    let mut other = on(&core, &GET, "a");
    other.header("authorization", "Bearer s3cret");
    let message = panic_of(other.value::<Animal>()).await;
    assert!(
        message.contains(taken) && !message.contains("s3cret"),
        "{message}"
    );
}
