//! OAuth 2.0 with client credentials, against a token server on loopback: promise 4.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use http::Method;
use sdk_runtime::runtime::auth::basic::Basic;
use sdk_runtime::runtime::auth::oauth2::OAuth2;
use sdk_runtime::runtime::auth::oauth2::error::TokenError;
use sdk_runtime::runtime::auth::{Alternatives, NO_CREDENTIALS};
use sdk_runtime::runtime::client::Core;
use sdk_runtime::runtime::config::api::Api;
use sdk_runtime::runtime::config::settings::Settings;
use sdk_runtime::runtime::error::Error;
use sdk_runtime::runtime::error::kind::ErrorKind;
use sdk_runtime::runtime::request::operation::{CallSettings, Operation};
use sdk_runtime::runtime::transport::hosts::connect;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::support::api::{API, Animal, GET, build, build_in, on, request};

const SCHEME: OAuth2 = OAuth2 {
    token_url: "https://id.invalid/token",
    scopes: "read write:all",
    credentials_in_body: false,
    method: "api_key",
    id_env: Some("ZOO_ID"),
    secret_env: Some("ZOO_SECRET"),
};
static TOKENS: Api = Api {
    schemes: &[&SCHEME],
    tokens: Some((0, &SCHEME)),
    connect: Some(connect),
    ..API
};
const OTHER_SCHEME: OAuth2 = OAuth2 {
    credentials_in_body: true,
    scopes: "",
    ..SCHEME
};
static IN_BODY: Api = Api {
    schemes: &[&OTHER_SCHEME],
    tokens: Some((0, &OTHER_SCHEME)),
    connect: Some(connect),
    ..API
};
static EITHER: Api = Api {
    schemes: &[
        &SCHEME,
        &Basic {
            username_env: Some("ZOO_USER"),
            password_env: Some("ZOO_PASSWORD"),
        },
    ],
    auth: &[&[0], &[1]],
    tokens: Some((0, &SCHEME)),
    connect: Some(connect),
    ..API
};
static PUBLIC: Operation = public(Some(NO_CREDENTIALS));
/// Method that takes the credentials of the API, and does not look at them.
static TOLERANT: Operation = public(None);

const fn public(auth: Option<Alternatives>) -> Operation {
    Operation {
        name: "zoo.public",
        method: Method::GET,
        path: "/v1/public",
        query: &[],
        body: None,
        idempotency_key: None,
        settings: CallSettings {
            auth,
            ..CallSettings::DEFAULT
        },
    }
}

/// Behaviour of the token server.
#[derive(Clone, Copy)]
enum Issue {
    /// Gives `token-1`, `token-2` and so on, with this JSON for `expires_in`.
    Tokens(&'static str),
    /// Responds with this status and body.
    Answer(u16, &'static str),
    /// Never responds.
    Hang,
}

/// Server of tokens and of the API. The API accepts the tokens from number `accepted` on.
struct Both {
    url: String,
    issued: Arc<AtomicUsize>,
    accepted: Arc<AtomicUsize>,
    requests: Arc<std::sync::Mutex<Vec<String>>>,
}

impl Both {
    async fn start(issue: Issue) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let both = Self {
            url,
            issued: Arc::default(),
            accepted: Arc::default(),
            requests: Arc::default(),
        };
        let (issued, accepted) = (Arc::clone(&both.issued), Arc::clone(&both.accepted));
        let requests = Arc::clone(&both.requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (issued, accepted) = (Arc::clone(&issued), Arc::clone(&accepted));
                tokio::spawn(serve(
                    stream,
                    issue,
                    issued,
                    accepted,
                    Arc::clone(&requests),
                ));
            }
        });
        both
    }

    fn issued(&self) -> usize {
        self.issued.load(Ordering::SeqCst)
    }

    fn client(&self, api: &'static Api, change: impl FnOnce(&mut Settings)) -> Core {
        let mut settings = Settings::new(api);
        settings.base_url(self.url.clone());
        settings.token_url(format!("{}/token", self.url));
        settings.client_credential("client_id", "id:1".into());
        settings.client_credential("client_secret", "s3cret secret".into());
        settings.max_retries(0);
        change(&mut settings);
        build(settings).unwrap()
    }
}

async fn serve(
    stream: TcpStream,
    issue: Issue,
    issued: Arc<AtomicUsize>,
    accepted: Arc<AtomicUsize>,
    requests: Arc<std::sync::Mutex<Vec<String>>>,
) {
    let mut stream = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head).await.unwrap_or(0) == 0 {
                return;
            }
        }
        let lower = head.to_ascii_lowercase();
        let length = lower.split("content-length: ").nth(1);
        let length = length.and_then(|rest| rest.lines().next()?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        stream.read_exact(&mut body).await.unwrap();
        let body = String::from_utf8(body).unwrap();
        requests.lock().unwrap().push(format!("{head}{body}"));
        let (status, body) = if head.starts_with("POST /token ") {
            let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
            tokio::time::sleep(Duration::from_millis(20)).await;
            match issue {
                Issue::Tokens(expires) => (
                    200,
                    format!(
                        r#"{{"access_token":"token-{number}","token_type":"Bearer","expires_in":{expires}}}"#
                    ),
                ),
                Issue::Answer(status, body) => (status, body.to_owned()),
                Issue::Hang => std::future::pending().await,
            }
        } else {
            let number = lower.split("bearer token-").nth(1);
            let number: Option<usize> = number.and_then(|rest| rest.lines().next()?.parse().ok());
            let is_accepted =
                number.is_some_and(|number| number >= accepted.load(Ordering::SeqCst));
            let is_public = head.contains("/v1/public");
            (
                if is_accepted || is_public { 200 } else { 401 },
                r#"{"id":"a"}"#.to_owned(),
            )
        };
        let length = body.len();
        let answer = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n{body}");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn call(core: &Core) -> Result<Animal, Error> {
    on(core, &GET, "a").value::<Animal>().await
}

/// Makes many calls at the same time, and returns the number of those that failed.
async fn calls(core: &Core, count: usize) -> usize {
    let calls: Vec<_> = (0..count)
        .map(|_| {
            // A clone shares the token.
            let core = core.clone();
            tokio::spawn(async move { call(&core).await })
        })
        .collect();
    let mut failed = 0;
    for call in calls {
        failed += usize::from(call.await.unwrap().is_err());
    }
    failed
}

#[tokio::test]
async fn promise_04_two_hundred_waiting_calls_ask_for_one_token() {
    let both = Both::start(Issue::Tokens("3600")).await;
    let core = both.client(&TOKENS, |_| {});
    assert_eq!(calls(&core, 200).await, 0);
    assert_eq!(both.issued(), 1);
    // The token is refused: there is one new one for all calls, and a derived client shares it.
    both.accepted.store(2, Ordering::SeqCst);
    assert_eq!(calls(&core, 200).await, 0);
    assert_eq!(both.issued(), 2);
    let mut settings = core.settings();
    settings.timeout(Duration::from_secs(9));
    call(&core.derived(settings).unwrap()).await.unwrap();
    assert_eq!(both.issued(), 2);
}

#[tokio::test]
async fn promise_04_a_server_that_lies_about_the_expiry_is_not_asked_for_each_call() {
    for expires in [
        "0", "-5", "\"0\"", "1e300", "\"soon\"", "null", "{}", "\"7200\"",
    ] {
        let both = Both::start(Issue::Tokens(expires)).await;
        let core = both.client(&TOKENS, |_| {});
        assert_eq!(calls(&core, 200).await, 0, "{expires}");
        call(&core).await.unwrap();
        assert_eq!(both.issued(), 1, "{expires}");
    }
    // No token that the API accepts: each call asks once, and fails.
    let both = Both::start(Issue::Tokens("3600")).await;
    both.accepted.store(usize::MAX, Ordering::SeqCst);
    let core = both.client(&TOKENS, |_| {});
    let refused = tokio::time::timeout(Duration::from_secs(10), call(&core));
    assert!(refused.await.unwrap().unwrap_err().is_unauthorized());
    assert_eq!(both.issued(), 2);
}

#[tokio::test]
async fn promise_04_the_request_for_a_token_follows_the_specification() {
    let both = Both::start(Issue::Tokens("3600")).await;
    call(&both.client(&TOKENS, |_| {})).await.unwrap();
    call(&both.client(&IN_BODY, |_| {})).await.unwrap();
    let requests = both.requests.lock().unwrap().clone();
    let sent: Vec<_> = requests
        .iter()
        .filter(|sent| sent.starts_with("POST /token "))
        .collect();
    // `id%3A1:s3cret%20secret` as base64.
    assert!(
        sent[0].contains("authorization: Basic aWQlM0ExOnMzY3JldCUyMHNlY3JldA==\r\n"),
        "{}",
        sent[0]
    );
    assert!(sent[0].ends_with("\r\n\r\ngrant_type=client_credentials&scope=read%20write%3Aall"));
    assert!(sent[0].contains("content-type: application/x-www-form-urlencoded\r\n"));
    assert!(!sent[1].contains("authorization:"));
    let body = "grant_type=client_credentials&client_id=id%3A1&client_secret=s3cret%20secret";
    assert!(sent[1].ends_with(body), "{}", sent[1]);
}

#[tokio::test]
async fn promise_04_errors_of_the_token_server_are_typed_and_hide_the_secret() {
    for (issue, code, words) in [
        (
            Issue::Answer(
                401,
                r#"{"error":"invalid_client","error_description":"not s3cret secret\n"}"#,
            ),
            Some("invalid_client"),
            "it refused the client credentials (401 Unauthorized): invalid_client: not [redacted]",
        ),
        (
            Issue::Answer(500, "<html>"),
            None,
            "it refused the client credentials (500",
        ),
        (
            Issue::Answer(200, "{}"),
            None,
            "its response has no `access_token` (200 OK)",
        ),
        (
            Issue::Answer(200, r#"{"access_token":" "}"#),
            None,
            "its response has no `access_token`",
        ),
        (
            Issue::Answer(200, r#"{"access_token":"x","token_type":"mac"}"#),
            None,
            "the type of its token is not `bearer`",
        ),
    ] {
        let both = Both::start(issue).await;
        let error = call(&both.client(&TOKENS, |_| {})).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let source = std::error::Error::source(&error).unwrap();
        let source = source.downcast_ref::<TokenError>().unwrap();
        assert_eq!(source.code(), code);
        let shown = format!("{source} {source:?} {error} {error:?}");
        assert!(shown.contains(words), "{shown}");
        assert!(!shown.contains("s3cret"), "{shown}");
        // The next call asks again.
        call(&both.client(&TOKENS, |_| {})).await.unwrap_err();
        assert_eq!(both.issued(), 2);
    }
}

#[tokio::test]
async fn promise_19_a_token_server_that_is_slow_or_down_is_bounded() {
    let both = Both::start(Issue::Hang).await;
    let core = both.client(&TOKENS, |settings| {
        settings.timeout(Duration::from_millis(200));
    });
    let started = std::time::Instant::now();
    let error = call(&core).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(started.elapsed() < Duration::from_secs(5));
    let both = Both::start(Issue::Tokens("3600")).await;
    let core = both.client(&TOKENS, |settings| {
        settings.token_url("http://127.0.0.1:1/token".to_owned());
    });
    assert_eq!(calls(&core, 20).await, 20);
    let error = call(&core).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.downcast_ref::<TokenError>().unwrap().status(), None);
    assert_eq!(
        both.requests.lock().unwrap().len(),
        0,
        "nothing is sent without a token"
    );
}

#[tokio::test]
async fn promise_10_a_method_without_credentials_sends_none() {
    let both = Both::start(Issue::Tokens("3600")).await;
    let core = both.client(&TOKENS, |_| {});
    let public = request(&core, &PUBLIC);
    assert!(
        !public
            .to_curl()
            .unwrap()
            .to_lowercase()
            .contains("authorization")
    );
    public.nothing().await.unwrap();
    assert_eq!(both.issued(), 0);
    let fixed = both.client(&TOKENS, |settings| settings.api_key("token-7".into()));
    request(&fixed, &PUBLIC).nothing().await.unwrap();
    call(&fixed).await.unwrap();
    assert_eq!(both.issued(), 0, "a token that is set is used as it is");
    let requests = both.requests.lock().unwrap().clone();
    let with: Vec<_> = requests
        .iter()
        .map(|sent| sent.to_lowercase().contains("authorization:"))
        .collect();
    assert_eq!(with, [false, false, true]);
}

#[test]
fn promise_02_missing_client_credentials_name_the_method_and_the_variable() {
    let error = Settings::new(&TOKENS).build_with(&|_| None).unwrap_err();
    let expected = "no client id: call `ClientBuilder::client_id`, or set the environment variable `ZOO_ID`; \
        no client secret: call `ClientBuilder::client_secret`, or set the environment variable `ZOO_SECRET`";
    assert_eq!(error.to_string(), expected);
    let mut plain = Settings::new(&TOKENS);
    plain.client_credential("client_id", "a".into());
    plain.client_credential("client_secret", "b".into());
    plain.token_url("http://id.invalid/token".to_owned());
    let error = plain.build_with(&|_| None).unwrap_err();
    assert!(
        error.to_string().contains(
            "`ClientBuilder::token_url`: the base URL must begin with https://, because plain http"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn promise_01_a_client_uses_tokens_or_a_password() {
    let token = "authorization: Bearer token-1\r\n";
    // `Aladdin:open sesame` as base64.
    let basic = "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n";
    let client = [("client_id", "id"), ("client_secret", "s3cret")];
    let user = [("username", "Aladdin"), ("password", "open sesame")];
    let variables = [("ZOO_ID", "id"), ("ZOO_SECRET", "s3cret")];
    let all = [client, user].concat();
    for (values, variables, expected) in [
        (&client[..], &[][..], token),
        (&user, &[], basic),
        (&all, &[], token),
        (&[], &variables, token),
        // What is given to the builder takes precedence over the environment.
        (&user, &variables, basic),
    ] {
        let both = Both::start(Issue::Tokens("3600")).await;
        let mut settings = Settings::new(&EITHER);
        settings.base_url(both.url.clone());
        settings.token_url(format!("{}/token", both.url));
        for (method, value) in values {
            match *method {
                "username" | "password" => settings.credential(method, (*value).into()),
                _ => settings.client_credential(method, (*value).into()),
            }
        }
        let core = build_in(settings, variables).unwrap();
        request(&core, &TOLERANT).nothing().await.unwrap();
        let sent = both.requests.lock().unwrap().pop().unwrap();
        assert!(sent.contains(expected), "{values:?} {variables:?}: {sent}");
        assert_eq!(both.issued(), usize::from(expected == token));
    }
}
