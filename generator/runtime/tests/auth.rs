//! Authentication: promises 1, 2, 4 and 10 for each kind of credentials.

use http::HeaderMap;
use sdk_runtime::runtime::auth::api_key::ApiKey;
use sdk_runtime::runtime::auth::basic::Basic;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;

use crate::support::api::{API, Animal, GET, build_in, on};
use crate::support::fake::{Fake, answer};

static OPEN: Api = Api {
    schemes: &[],
    auth: &[&[]],
    ..API
};

static KEYED: Api = Api {
    schemes: &[&ApiKey {
        header: "x-api-key",
        prefix: "",
        method: "api_key",
        env: Some("ZOO_KEY"),
    }],
    auth: &[&[0]],
    ..API
};

static NAMED: Api = Api {
    schemes: &[&Basic {
        username_env: Some("ZOO_USER"),
        password_env: Some("ZOO_PASSWORD"),
    }],
    auth: &[&[0]],
    ..API
};

static NAMED_BY_HAND: Api = Api {
    schemes: &[&Basic {
        username_env: None,
        password_env: None,
    }],
    auth: &[&[0]],
    ..API
};

/// Returns the headers that a client with these settings sends.
async fn sent(mut settings: Settings, variables: &[(&str, &str)]) -> HeaderMap {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    settings.transport(fake.clone());
    let core = build_in(settings, variables).unwrap();
    on(&core, &GET, "a").value::<Animal>().await.unwrap();
    fake.requests()[0].headers().clone()
}

/// Returns settings with a user name and a password.
fn named(username: &str, password: &str) -> Settings {
    let mut settings = Settings::new(&NAMED);
    settings.username(username.to_owned());
    settings.password(password.into());
    settings
}

fn refused(settings: Settings, variables: &[(&str, &str)]) -> Error {
    let error = build_in(settings, variables).unwrap_err();
    assert!(error.is_configuration());
    error
}

#[tokio::test]
async fn promise_01_an_api_without_authentication() {
    let headers = sent(Settings::new(&OPEN), &[("ZOO_KEY", "k3y")]).await;
    assert!(!headers.contains_key("authorization"));
}

#[tokio::test]
async fn promise_01_a_key_in_a_header_of_its_own() {
    let variables = [("ZOO_KEY", " from-env\n")];
    let headers = sent(Settings::new(&KEYED), &variables).await;
    assert_eq!(headers["x-api-key"], "from-env");
    let mut own = Settings::new(&KEYED);
    own.api_key(" own ".into());
    own.header("x-api-key", "of the client");
    let headers = sent(own, &variables).await;
    assert_eq!(headers["x-api-key"], "own", "auth beats the client's own");
    assert_eq!(headers.get_all("x-api-key").iter().count(), 1);
    assert!(headers["x-api-key"].is_sensitive() && !headers.contains_key("authorization"));
}

#[tokio::test]
async fn promise_01_a_user_name_and_a_password() {
    let variables = [("ZOO_USER", "env"), ("ZOO_PASSWORD", "from env ")];
    for (settings, credentials) in [
        // Example of RFC 7617.
        (
            named(" Aladdin ", "open sesame\n"),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        ),
        (named("test", "123£"), "Basic dGVzdDoxMjPCow=="),
        (named("a", "b:c"), "Basic YTpiOmM="),
        (Settings::new(&NAMED), "Basic ZW52OmZyb20gZW52"),
    ] {
        let headers = sent(settings, &variables).await;
        assert_eq!(headers["authorization"], credentials);
        assert!(headers["authorization"].is_sensitive());
    }
    let mut half = Settings::new(&NAMED);
    half.username("own".into());
    let headers = sent(half, &variables).await;
    assert_eq!(headers["authorization"], "Basic b3duOmZyb20gZW52");
}

#[tokio::test]
async fn promise_16_credentials_in_error_messages_are_redacted() {
    let variables = [
        ("ZOO_KEY", "s3cret-key"),
        ("ZOO_USER", "u"),
        ("ZOO_PASSWORD", "s3cret-pass"),
    ];
    // The last one is `u:s3cret-pass` in base64, as it is sent.
    for (api, repeated) in [
        (&KEYED, "s3cret-key"),
        (&NAMED, "s3cret-pass"),
        (&NAMED, "dTpzM2NyZXQtcGFzcw=="),
    ] {
        let body = format!(r#"{{"error":{{"message":"who is {repeated}?"}}}}"#);
        let mut settings = Settings::new(api);
        settings.transport(Fake::new([answer(401, &body)]));
        let get = on(&build_in(settings, &variables).unwrap(), &GET, "a");
        let error = get.value::<Animal>().await.unwrap_err();
        let line = "animals.retrieve: 401 Unauthorized: who is [redacted]?";
        assert_eq!(error.to_string(), line);
        assert!(!format!("{error:?}").contains(repeated), "{error:?}");
    }
}

#[test]
fn promise_01_blank_names_and_passwords() {
    let variables = [("ZOO_USER", "u"), ("ZOO_PASSWORD", "p")];
    for (settings, method) in [
        (named(" ", "p"), "username"),
        (named("u", "\t"), "password"),
    ] {
        assert_eq!(
            refused(settings, &variables).to_string(),
            format!("`ClientBuilder::{method}` was given a blank value")
        );
    }
}

#[test]
fn promise_02_missing_names_and_passwords_are_named() {
    let username =
        "no user name: call `ClientBuilder::username`, or set the environment variable `ZOO_USER`";
    let password = "no password: call `ClientBuilder::password`, or set the environment variable `ZOO_PASSWORD`";
    let both = format!("{username}; {password}");
    for (variables, words) in [
        (&[][..], &*both),
        (&[("ZOO_USER", "u"), ("ZOO_PASSWORD", " ")], password),
        (&[("ZOO_PASSWORD", "p")], username),
    ] {
        assert_eq!(refused(Settings::new(&NAMED), variables).to_string(), words);
    }
    assert_eq!(
        refused(Settings::new(&NAMED_BY_HAND), &[]).to_string(),
        "no user name: call `ClientBuilder::username`; no password: call `ClientBuilder::password`"
    );
}

#[test]
fn promise_02_user_names_and_passwords_that_are_not_valid() {
    for (username, password) in [("a:s3cret", "p"), ("a", "s3c\nret"), ("s3c\u{7f}ret", "p")] {
        let error = refused(named(username, password), &[]);
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("must not contain"), "{shown}");
        assert!(!shown.contains("s3c"), "{shown}");
    }
}

#[test]
fn promise_04_debug_never_shows_names_or_passwords() {
    let settings = named("zoe", "pa55");
    let shown = format!("{settings:?}");
    assert!(!shown.contains("zoe") && !shown.contains("pa55"), "{shown}");
    assert!(shown.contains("[redacted]"));
    let core = build_in(settings, &[]).unwrap();
    let shown = format!("{core:?}");
    assert!(
        !shown.contains("pa55") && !shown.contains("em9l"),
        "{shown}"
    );
}

#[tokio::test]
async fn promise_10_a_request_may_set_its_own_credentials() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#)]);
    let mut settings = named("u", "p");
    settings.transport(fake.clone());
    let core = build_in(settings, &[]).unwrap();
    let mut request = on(&core, &GET, "a");
    request.header("AUTHORIZATION", "Bearer other");
    request.value::<Animal>().await.unwrap();
    let headers = fake.requests()[0].headers().clone();
    let sent: Vec<_> = headers.get_all("authorization").iter().collect();
    assert_eq!(sent, ["Bearer other"]);
}
