//! Proxy variables of the environment: promise 5.

use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::error::Error;

use crate::support::api::{Animal, GET, build_in, on, settings};
use crate::support::server::{Reply, Server};

/// Builds a client with a base URL and these variables.
fn client_in(url: &str, variables: &[(&str, &str)]) -> Result<Core, Error> {
    let mut settings = settings();
    settings.base_url(url.to_owned());
    settings.allow_plain_http(true);
    settings.max_retries(0);
    build_in(settings, variables)
}

/// Returns `true` if a request to a base URL goes through the proxy that the variables specify as `PROXY`.
async fn is_proxied(url: &str, variables: &[(&str, &str)]) -> bool {
    let proxy = Server::start([Reply::new(200, r#"{"id":"a"}"#)]).await;
    let values: Vec<_> = variables
        .iter()
        .map(|(name, value)| (*name, value.replace("PROXY", proxy.url())))
        .collect();
    let variables: Vec<_> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let core = client_in(url, &variables).unwrap();
    let outcome = on(&core, &GET, "a").value::<Animal>().await;
    assert_eq!(outcome.is_ok(), proxy.requests().len() == 1, "{outcome:?}");
    outcome.is_ok()
}

#[tokio::test]
async fn promise_05_a_blank_proxy_variable_counts_as_unset() {
    for blank in ["", " ", "\t\n"] {
        for variables in [
            [("HTTP_PROXY", blank), ("http_proxy", "PROXY")],
            [("HTTP_PROXY", blank), ("ALL_PROXY", "PROXY")],
            [("ALL_PROXY", blank), ("all_proxy", "PROXY")],
            [("HTTP_PROXY", "PROXY"), ("NO_PROXY", blank)],
        ] {
            assert!(
                is_proxied("http://zoo.invalid", &variables).await,
                "{variables:?}"
            );
        }
        let exempt = [
            ("HTTP_PROXY", "PROXY"),
            ("NO_PROXY", blank),
            ("no_proxy", "zoo.invalid"),
        ];
        assert!(!is_proxied("http://zoo.invalid", &exempt).await);
        assert!(client_in("https://zoo.invalid", &[("HTTPS_PROXY", blank)]).is_ok());
    }
}

#[tokio::test]
async fn promise_05_blanks_around_a_proxy_variable_are_trimmed() {
    let padded = [("HTTP_PROXY", " \tPROXY/ \n")];
    assert!(is_proxied("http://zoo.invalid", &padded).await);
}

#[test]
fn promise_05_a_proxy_variable_that_is_not_a_url_is_an_error() {
    for (base, variable, also) in [
        ("http://zoo.invalid", "HTTP_PROXY", "http_proxy"),
        ("http://zoo.invalid", "http_proxy", "ALL_PROXY"),
        ("https://zoo.invalid", "HTTPS_PROXY", "https_proxy"),
        ("https://zoo.invalid", "https_proxy", "all_proxy"),
        ("https://zoo.invalid", "ALL_PROXY", "all_proxy"),
        ("https://zoo.invalid", "all_proxy", "REQUEST_METHOD"),
    ] {
        for nonsense in [
            "http://",
            "http://user:pa55@",
            "http://user:pa55@proxy.invalid:port",
            "http://user:pa55@proxy.invalid:99999",
            "http://user:pa55@proxy.invalid:0",
            "http://user:pa55@proxy.invalid:",
            "http://user:pa55@proxy invalid",
            "http://user:pa55@[::1",
            "\"http://user:pa55@proxy.invalid\"",
            "ftp://user:pa55@proxy.invalid",
            "/pa55",
            "pa55 or so",
            "none://pa55",
        ] {
            let variables = [(variable, nonsense), (also, "http://127.0.0.1:1")];
            let error = client_in(base, &variables).unwrap_err();
            assert!(error.is_configuration(), "{nonsense}: {error}");
            let text = format!("{error} {error:?}");
            assert!(
                text.contains(&format!("`{variable}`")),
                "{nonsense}: {text}"
            );
            assert!(!text.contains("pa55"), "{text}");
        }
    }
    let refused = client_in(
        "http://zoo.invalid",
        &[("HTTP_PROXY", "socks5://u:pa55@h:1")],
    );
    let error = refused.unwrap_err().to_string();
    assert!(
        error.contains("`HTTP_PROXY` specifies a SOCKS proxy"),
        "{error}"
    );
    assert!(!error.contains("pa55"));
}

#[test]
fn promise_05_a_proxy_that_is_not_needed_is_not_checked() {
    let socks = "socks5://127.0.0.1:1";
    for (base, variables) in [
        ("https://zoo.invalid", vec![("HTTP_PROXY", socks)]),
        ("http://zoo.invalid", vec![("HTTPS_PROXY", socks)]),
        (
            "https://zoo.invalid",
            vec![("ALL_PROXY", socks), ("HTTPS_PROXY", "http://127.0.0.1:1")],
        ),
        (
            "https://zoo.invalid",
            vec![("HTTPS_PROXY", socks), ("NO_PROXY", "zoo.invalid")],
        ),
        ("http://localhost:1", vec![("HTTP_PROXY", "nonsense!")]),
    ] {
        let built = client_in(base, &variables);
        assert!(built.is_ok(), "{base} {variables:?}: {built:?}");
    }
}

#[test]
fn promise_05_hosts_that_are_exempt_from_the_proxy() {
    let name = "http://api.zoo.invalid";
    let (v4, v6) = ("http://10.1.2.3", "http://[2001:db8::1]:8080");
    for (base, list, exempt) in [
        (name, "*", true),
        (name, "api.zoo.invalid", true),
        (name, "zoo.invalid", true),
        (name, ".zoo.invalid", true),
        (name, "*.zoo.invalid", true),
        (name, "*.ZOO.invalid.", true),
        (name, "API.Zoo.Invalid", true),
        (name, "api.zoo.invalid:80", true),
        (name, "*.zoo.invalid:80", true),
        (name, " other.invalid ,\tzoo.invalid ", true),
        (name, "other.invalid zoo.invalid", true),
        (name, ",,zoo.invalid,", true),
        (name, "api.zoo.invalid:8080", false),
        (name, "api.zoo.invalid:", false),
        (name, "oo.invalid", false),
        (name, "*oo.invalid", false),
        (name, "v1.api.zoo.invalid", false),
        (name, ".", false),
        (name, "10.0.0.0/8", false),
        ("http://zoo.invalid", "*.zoo.invalid", true),
        ("http://zoo.invalid:8080", "zoo.invalid:8080", true),
        ("http://zoo.invalid:8080", "zoo.invalid:80", false),
        (v4, "10.1.2.3", true),
        (v4, "10.1.2.3:80", true),
        (v4, "10.0.0.0/8", true),
        (v4, "10.1.2.3/32", true),
        (v4, "0.0.0.0/0", true),
        (v4, "10.1.2.3:81", false),
        (v4, "11.0.0.0/8", false),
        (v4, "10.1.2.0/x", false),
        (v4, "2.3", false),
        (v6, "[2001:db8::1]", true),
        (v6, "[2001:DB8:0::1]:8080", true),
        (v6, "2001:db8::1", true),
        (v6, "2001:db8::/32", true),
        (v6, "[2001:db8::1]:80", false),
        (v6, "2001:db9::/32", false),
        (v6, "::1", false),
    ] {
        // A proxy that cannot be used is only an error if it is needed, so that no connection has to be made.
        let variables = [("HTTP_PROXY", "socks5://127.0.0.1:1"), ("NO_PROXY", list)];
        let built = client_in(base, &variables);
        assert_eq!(built.is_ok(), exempt, "{base} with {list:?}");
    }
}
