//! Redirects as results.

use sdk_runtime::runtime::call::builder::RequestBuilder;
use sdk_runtime::runtime::call::redirect::Redirect;

use crate::support::api::{GET, client, fake_client, on};
use crate::support::fake::{Fake, Step};
use crate::support::server::{Reply, Server};

/// Returns the location of a response with this status and header, or the message of the error.
fn location(status: u16, header: Option<&str>) -> Result<String, String> {
    let request = on(&fake_client(&Fake::new([Step::Hang])), &GET, "a");
    let mut response = http::Response::builder().status(status);
    if let Some(header) = header {
        response = response.header("location", header);
    }
    let response = response.body(bytes::Bytes::new()).unwrap();
    let outcome = RequestBuilder::<(), Redirect>::from(request).parse(response);
    outcome.map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_location_is_returned_and_not_followed() {
    let files = Server::start([Reply::new(200, "0123")]).await;
    let url = format!("{}/a?x=1#top", files.url());
    let redirect = Reply::new(302, "<a>moved</a>").header("location", &url);
    let server = Server::start([redirect.clone(), redirect]).await;
    let core = client(server.url());
    assert_eq!(on(&core, &GET, "a").redirect().await.unwrap(), url);
    let response = on(&core, &GET, "a").redirect_response().await.unwrap();
    assert_eq!(response.attempts().len(), 1);
    assert_eq!((response.status().as_u16(), response.data), (302, url));
    assert_eq!(files.requests().len(), 0);
}

#[test]
fn a_location_may_be_relative() {
    let cases = [
        ("/b?c#d", "https://zoo.invalid/b?c#d"),
        ("b", "https://zoo.invalid/api/v1/animals/b"),
        ("../b", "https://zoo.invalid/api/v1/b"),
        ("?b", "https://zoo.invalid/api/v1/animals/a?b"),
        ("//files.invalid/b", "https://files.invalid/b"),
        ("HTTP://files.invalid/b", "HTTP://files.invalid/b"),
    ];
    for (header, expected) in cases {
        assert_eq!(location(307, Some(header)).as_deref(), Ok(expected));
    }
}

#[test]
fn what_is_no_redirect_to_a_url_is_an_error() {
    let cases = [
        (200, Some("/b"), "it is not a redirect"),
        (301, None, "the header `location` is missing"),
        (301, Some(""), "the header `location` is not a URL"),
        (301, Some("/\u{e9}"), "the header `location` is not ASCII"),
        (301, Some("http://"), "the header `location` is not a URL"),
        (
            303,
            Some("ftp://files.invalid/b"),
            "the header `location` has neither `http` nor `https`",
        ),
    ];
    for (status, header, reason) in cases {
        let expected = format!("animals.retrieve: cannot decode the {status} response: {reason}");
        assert_eq!(location(status, header), Err(expected));
    }
    for status in [300, 304, 404] {
        let error = location(status, Some("/b")).unwrap_err();
        assert!(error.starts_with(&format!("animals.retrieve: {status}")));
    }
}
