//! OAuth 2.0 with client credentials (RFC 6749, section 4.4): the client asks a token server for its access tokens.

pub mod error;
pub mod token;

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method, Uri};
use zeroize::Zeroizing;

use crate::runtime::auth::api_key::ApiKey;
use crate::runtime::auth::cache::CredentialsCache;
use crate::runtime::auth::oauth2::token::access_token;
use crate::runtime::auth::provider::{CredentialsFuture, CredentialsProvider};
use crate::runtime::auth::source::CredentialsSource;
use crate::runtime::auth::token_server::{TokenScheme, TokenServer};
use crate::runtime::auth::{Auth, AuthValue, Credential, Schemes};
use crate::runtime::error::Error;
use crate::runtime::secret::secret_string::SecretString;
use crate::runtime::secret::sensitive_header::sensitive_header;
use crate::runtime::text::media_types::{FORM, JSON};
use crate::runtime::text::percent::{push_encoded, push_pair};
use crate::runtime::transport::sender::Sender;

/// Text before a token in the header.
const PREFIX: &str = "Bearer ";

/// Access tokens from a token server, as `Authorization: Bearer <token>`.
pub struct OAuth2 {
    /// URL of the token server.
    pub token_url: &'static str,
    /// Scopes, separated by spaces.
    pub scopes: &'static str,
    /// Whether id and secret of the client are sent in the body and not as `Authorization: Basic`.
    pub credentials_in_body: bool,
    /// Method of the builder that sets a token.
    pub method: &'static str,
    /// Environment variable for the id of the client.
    pub id_env: Option<&'static str>,
    /// Environment variable for the secret of the client.
    pub secret_env: Option<&'static str>,
}

impl Auth for OAuth2 {
    fn values(&self) -> Vec<AuthValue> {
        vec![AuthValue {
            label: "access token",
            method: self.method,
            env: None,
        }]
    }

    fn header(&self) -> Option<&'static str> {
        Some("authorization")
    }

    #[cfg(feature = "testing")]
    fn prefix(&self) -> &'static str {
        PREFIX
    }

    fn credential(&self, values: &[&str]) -> Result<Credential, Error> {
        let bearer = ApiKey {
            header: "authorization",
            prefix: PREFIX,
            method: self.method,
            env: None,
        };
        bearer.credential(values)
    }
}

impl TokenScheme for OAuth2 {
    fn values(&self) -> Vec<AuthValue> {
        vec![
            AuthValue {
                label: "client id",
                method: "client_id",
                env: self.id_env,
            },
            AuthValue {
                label: "client secret",
                method: "client_secret",
                env: self.secret_env,
            },
        ]
    }

    fn token_server(
        &self,
        values: &[&str],
        url: Option<&str>,
    ) -> Result<Box<dyn TokenServer>, Error> {
        let [id, secret] = values else {
            return Err(Error::configuration(
                "a client id and a client secret are needed",
            ));
        };
        let secret = SecretString::from(*secret);
        Ok(Box::new(ClientCredentials {
            url: url.unwrap_or(self.token_url).to_owned(),
            request: TokenRequest::new(self, id, &secret)?,
            method: self.method,
            secret,
        }))
    }
}

/// Id and secret of a client, with the URL of their token server.
struct ClientCredentials {
    url: String,
    request: TokenRequest,
    method: &'static str,
    secret: SecretString,
}

/// Headers and body of the request for a token.
#[derive(Clone)]
struct TokenRequest {
    headers: HeaderMap,
    body: SecretString,
}

impl TokenRequest {
    fn new(auth: &OAuth2, id: &str, secret: &SecretString) -> Result<Self, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(JSON));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
        let mut body = String::from("grant_type=client_credentials");
        if !auth.scopes.is_empty() {
            push_pair(&mut body, '&', "scope", auth.scopes);
        }
        if auth.credentials_in_body {
            push_pair(&mut body, '&', "client_id", id);
            push_pair(&mut body, '&', "client_secret", secret.expose());
        } else {
            headers.insert(AUTHORIZATION, basic(id, secret)?);
        }
        Ok(Self {
            headers,
            body: body.into(),
        })
    }
}

/// Returns id and secret as RFC 6749 asks for them: encoded as in a form, before they are encoded as base64.
fn basic(id: &str, secret: &SecretString) -> Result<HeaderValue, Error> {
    let mut pair = String::new();
    push_encoded(&mut pair, id);
    pair.push(':');
    push_encoded(&mut pair, secret.expose());
    let pair = Zeroizing::new(pair);
    let mut value = Zeroizing::new(String::with_capacity(6 + pair.len().div_ceil(3) * 4));
    value.push_str("Basic ");
    STANDARD.encode_string(pair.as_bytes(), &mut value);
    sensitive_header(value)
        .map_err(|_| Error::configuration("the client credentials are not a valid header value"))
}

impl TokenServer for ClientCredentials {
    fn url(&self) -> &str {
        &self.url
    }

    fn source(
        self: Box<Self>,
        url: Uri,
        sender: Sender,
        schemes: Schemes,
        scheme: usize,
    ) -> Arc<dyn CredentialsSource> {
        let provider = TokenProvider {
            url,
            request: self.request,
            method: self.method,
            secret: self.secret,
            sender,
        };
        Arc::new(CredentialsCache::new(
            schemes,
            Some(scheme),
            Box::new(provider),
        ))
    }
}

/// Provider that asks a token server.
struct TokenProvider {
    url: Uri,
    request: TokenRequest,
    method: &'static str,
    secret: SecretString,
    sender: Sender,
}

impl CredentialsProvider for TokenProvider {
    fn credentials(&self) -> CredentialsFuture {
        let body = self.request.body.expose().to_owned();
        let mut request = http::Request::new(body.into());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        *request.headers_mut() = self.request.headers.clone();
        let (sender, secret, method) = (self.sender.clone(), self.secret.clone(), self.method);
        Box::pin(async move { Ok(access_token(&sender, request, method, &secret).await?) })
    }
}
