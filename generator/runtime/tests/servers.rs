//! Servers besides the default one, and variables in URLs.

use http::Method;
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::servers::{Server, Servers, UrlVariable};
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::transport::hosts::connect;

use crate::support::api::{API, request};
use crate::support::fake::{Fake, answer};
use crate::support::server::{Reply, Server as Loopback};

static TENANTS: Api = Api {
    base_url: "https://{tenant}.zoo.invalid/{edition}",
    base_url_env: None,
    connect: Some(connect),
    servers: Some(&Servers {
        others: &[Server {
            method: "files_url",
            url: "https://{region}.files.invalid/up",
            env: Some("ZOO_FILES"),
        }],
        variables: &[
            UrlVariable {
                name: "tenant",
                method: "tenant",
                env: Some("ZOO_TENANT"),
                default: None,
                values: &[],
            },
            UrlVariable {
                name: "edition",
                method: "edition",
                env: None,
                default: Some("v1"),
                values: &[],
            },
            UrlVariable {
                name: "region",
                method: "region",
                env: None,
                default: Some("eu"),
                values: &["eu", "us"],
            },
        ],
    }),
    ..API
};
static HOMELESS: Api = Api {
    base_url: "",
    ..API
};

static READ: Operation = operation("zoo.read", None);
static UPLOAD: Operation = operation("zoo.upload", Some(0));

const fn operation(name: &'static str, server: Option<usize>) -> Operation {
    Operation {
        name,
        method: Method::GET,
        path: "/things",
        query: &[],
        body: None,
        idempotency_key: None,
        settings: CallSettings {
            server,
            ..CallSettings::DEFAULT
        },
    }
}

/// Builds a client with these values of the builder's methods.
fn client(
    api: &'static Api,
    fake: &Fake,
    values: &[(&'static str, &str)],
    env: &[(&str, &str)],
) -> Result<Core, Error> {
    let mut settings = Settings::new(api);
    settings.api_key("k3y".into());
    settings.transport(fake.clone());
    for (method, value) in values {
        settings.url(method, (*value).to_owned());
    }
    let env: Vec<_> = env.iter().map(|(name, value)| (*name, *value)).collect();
    settings.build_with(&|name| {
        let found = env.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| (*value).into())
    })
}

/// Returns the URLs of a call to each server.
async fn urls(core: &Core, fake: &Fake) -> [String; 2] {
    for operation in [&READ, &UPLOAD] {
        request(core, operation).nothing().await.unwrap();
    }
    let sent = fake.requests();
    [0, 1].map(|index| sent[index].uri().to_string())
}

#[tokio::test]
async fn promise_03_variables_and_servers_are_set_by_builder_environment_or_default() {
    for (values, env, expected) in [
        (
            &[("tenant", " acme ")][..],
            &[][..],
            [
                "https://acme.zoo.invalid/v1/things",
                "https://eu.files.invalid/up/things",
            ],
        ),
        (
            &[("edition", "v2.1"), ("region", "us")],
            &[("ZOO_TENANT", "acme"), ("ZOO_FILES", " ")],
            [
                "https://acme.zoo.invalid/v2.1/things",
                "https://us.files.invalid/up/things",
            ],
        ),
        (
            &[("base_url", "https://own.invalid/x/")],
            &[("ZOO_FILES", "https://else.invalid")],
            [
                "https://own.invalid/x/things",
                "https://else.invalid/things",
            ],
        ),
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let core = client(&TENANTS, &fake, values, env).unwrap();
        assert_eq!(urls(&core, &fake).await, expected);
        // A derived client has the same servers.
        let fake = Fake::new([answer(200, "{}")]);
        let mut settings = core.settings();
        settings.transport(fake.clone());
        let derived = core.derived(settings).unwrap();
        assert_eq!(urls(&derived, &fake).await, expected);
    }
}

#[tokio::test]
async fn promise_03_a_variable_never_leads_to_another_host() {
    for tenant in [
        "a.evil.com/",
        "a.evil.com#",
        "evil.com",
        "x@y",
        "x:80",
        "x/..",
        "x?y",
        "x\\y",
        "ex%2e",
        "größe",
        "a b",
        "a\r\nb",
        "[::1]",
        "{edition}",
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let refused = client(&TENANTS, &fake, &[("tenant", tenant)], &[]).unwrap_err();
        assert!(refused.is_configuration());
        let message = refused.to_string();
        assert!(
            message.contains("`ClientBuilder::tenant` must consist of"),
            "{message}"
        );
        assert!(!message.contains(tenant), "{message}");
    }
    for (edition, is_allowed) in [
        ("v2~a_b.c", true),
        ("..", false),
        (".", false),
        ("a/b", false),
        ("%2e%2e", false),
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let values = [("tenant", "acme"), ("edition", edition)];
        assert_eq!(
            client(&TENANTS, &fake, &values, &[]).is_ok(),
            is_allowed,
            "{edition}"
        );
    }
}

#[test]
fn promise_03_missing_and_wrong_values_name_the_method_of_the_builder() {
    for (api, values, expected) in [
        (
            &TENANTS,
            &[][..],
            "no `tenant`: call `ClientBuilder::tenant`, or set the environment variable `ZOO_TENANT`",
        ),
        (
            &TENANTS,
            &[("tenant", "acme"), ("region", "mars")],
            "`ClientBuilder::files_url`: `ClientBuilder::region` must be one of `eu`, `us`",
        ),
        (
            &TENANTS,
            &[("tenant", "acme"), ("files_url", "ftp://x")],
            "`ClientBuilder::files_url`: the base URL must begin with https:// or http://",
        ),
        (
            &TENANTS,
            &[("tenant", " ")],
            "`ClientBuilder::tenant` was given a blank value",
        ),
        (
            &HOMELESS,
            &[],
            "no base URL: call `ClientBuilder::base_url`, or set the environment variable `ZOO_URL`",
        ),
    ] {
        let fake = Fake::new([answer(200, "{}")]);
        let error = client(api, &fake, values, &[]).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    let fake = Fake::new([answer(200, "{}")]);
    client(&HOMELESS, &fake, &[("base_url", "https://a.invalid")], &[]).unwrap();
}

#[tokio::test]
async fn promise_05_each_server_has_its_own_connections() {
    let (first, second) = (
        Loopback::start([Reply::new(200, "{}")]).await,
        Loopback::start([Reply::new(200, "{}")]).await,
    );
    let mut settings = Settings::new(&TENANTS);
    settings.api_key("k3y".into());
    settings.base_url(first.url().to_owned());
    settings.url("files_url", format!("{}/up", second.url()));
    let core = settings.build_with(&|_| None).unwrap();
    request(&core, &UPLOAD).nothing().await.unwrap();
    request(&core, &READ).nothing().await.unwrap();
    assert_eq!(first.requests()[0].target, "/things");
    assert_eq!(second.requests()[0].target, "/up/things");
    // A derived client has the same connections, and cannot have others.
    let mut settings = core.settings();
    settings.url("files_url", "http://127.0.0.1:1".to_owned());
    let error = core.derived(settings).unwrap_err();
    assert!(
        error.to_string().contains("needs other connections"),
        "{error}"
    );
}

#[tokio::test]
async fn promise_05_a_server_without_transport_fails_only_its_own_calls() {
    let first = Loopback::start([Reply::new(200, "{}")]).await;
    let mut settings = Settings::new(&TENANTS);
    settings.api_key("k3y".into());
    settings.base_url(first.url().to_owned());
    settings.url("files_url", "http://127.0.0.1:1".to_owned());
    settings.max_retries(0);
    let core = settings.build_with(&|_| None).unwrap();
    let error = request(&core, &UPLOAD).nothing().await.unwrap_err();
    assert!(error.is_connection(), "{error}");
    request(&core, &READ).nothing().await.unwrap();
}

#[tokio::test]
async fn promise_04_a_url_of_another_server_of_the_api_has_the_credentials() {
    let reply = || [Reply::new(200, "{}"), Reply::new(200, "{}")];
    let (first, second, away) = (
        Loopback::start(reply()).await,
        Loopback::start(reply()).await,
        Loopback::start(reply()).await,
    );
    let mut settings = Settings::new(&TENANTS);
    settings.api_key("k3y".into());
    settings.base_url(first.url().to_owned());
    settings.url("files_url", format!("{}/up", second.url()));
    let core = settings.build_with(&|_| None).unwrap();
    for server in [&first, &second, &away] {
        let url = format!("{}/x?a", server.url());
        core.request(Method::GET, url).await.unwrap();
        assert_eq!(server.requests()[0].target, "/x?a");
    }
    let key = |server: &Loopback| server.requests()[0].headers.get("authorization").cloned();
    let sent = [key(&first), key(&second), key(&away)];
    let bearer = Some("Bearer k3y".to_owned());
    assert_eq!(sent, [bearer.clone(), bearer, None]);
}
