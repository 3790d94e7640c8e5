//! Credentials of a request.

use http::Uri;
use http::uri::PathAndQuery;

use crate::runtime::auth::source::Authorization;
use crate::runtime::auth::{Alternatives, Credential, NO_CREDENTIALS, choose};
use crate::runtime::client::credentials::lacking;
use crate::runtime::error::Error;
use crate::runtime::error::kind::ErrorKind;
use crate::runtime::request::Request;

impl Request {
    /// Returns the combinations of schemes of which the request needs one.
    pub(crate) fn auth(&self) -> Alternatives {
        if self.is_foreign() {
            return NO_CREDENTIALS;
        }
        let own = self.settings().auth;
        own.unwrap_or(self.core.inner().api.auth)
    }

    /// Returns the schemes whose credentials the request carries, with those that the source of the client returned. Until the
    /// source was asked, it is assumed to have all that it may have.
    ///
    /// # Errors
    /// Returns an error that names the missing values if there are no credentials that the method takes.
    pub(crate) fn schemes(
        &self,
        authorization: Option<&Authorization>,
    ) -> Result<&'static [usize], Error> {
        let client = self.core.inner();
        let source = client.credentials.as_deref();
        let is_available = |scheme: usize| {
            client.identity.credential(scheme).is_some()
                || self.has_own(scheme)
                || match (authorization, source) {
                    (Some(authorization), _) => authorization.credential(scheme).is_some(),
                    (None, Some(source)) => source.covers(scheme),
                    (None, None) => false,
                }
        };
        let is_chosen = |scheme: usize| client.identity.chosen.get(scheme) == Some(&true);
        let schemes = choose(self.auth(), &is_available, &is_chosen);
        schemes.ok_or_else(|| {
            let lacking = |given| lacking(client.api, self.auth(), given);
            if let Some(given) = authorization {
                let missing = lacking(&given.secrets);
                let message =
                    format!("the credentials provider must return other credentials: {missing}");
                Error::new(ErrorKind::Credentials, message)
            } else {
                Error::configuration(lacking(&client.identity.secrets))
            }
        })
    }

    /// Returns `true` if the request has a header of its own that carries the credentials of a scheme.
    pub(crate) fn has_own(&self, scheme: usize) -> bool {
        let header = self.core.inner().api.schemes[scheme].header();
        header.is_some_and(|header| self.headers.contains_key(header))
    }

    /// Adds credentials to the headers and the URL of an attempt. Those of the schemes that the request does not carry are
    /// removed, if the method names its schemes.
    ///
    /// # Errors
    /// Returns an error if the URL becomes too long.
    pub(crate) fn authorize(
        &self,
        http: &mut http::Request<bytes::Bytes>,
        authorization: Option<&Authorization>,
    ) -> Result<(), Error> {
        let client = self.core.inner();
        if self.settings().auth.is_some() {
            for scheme in client.api.schemes {
                if let Some(header) = scheme.header() {
                    http.headers_mut().remove(header);
                }
            }
        }
        for &scheme in self.schemes(authorization)? {
            let given = authorization.and_then(|given| given.credential(scheme));
            match given.or(client.identity.credential(scheme)) {
                Some(Credential::Header(name, value)) => {
                    http.headers_mut().insert(name.clone(), value.clone());
                }
                Some(Credential::Query(pair)) => {
                    let url = with_pair(http.uri(), pair.expose())?;
                    *http.uri_mut() = url;
                }
                None => {}
            }
        }
        Ok(())
    }
}

/// Returns a URL with another pair at the end of its query.
fn with_pair(url: &Uri, pair: &str) -> Result<Uri, Error> {
    let mut parts = url.clone().into_parts();
    let current = parts
        .path_and_query
        .as_ref()
        .map_or("/", PathAndQuery::as_str);
    let separator = if current.contains('?') { '&' } else { '?' };
    let too_long = |_| Error::request("the URL is longer than 64 KB");
    let longer = format!("{current}{separator}{pair}").parse();
    parts.path_and_query = Some(longer.map_err(too_long)?);
    Uri::from_parts(parts).map_err(|_| Error::request("the URL is not valid"))
}
