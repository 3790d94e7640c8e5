//! URLs of requests to endpoints that are not in the API description.

use http::Uri;

use crate::runtime::client::ClientInner;
use crate::runtime::config::base_url::checked_url;
use crate::runtime::text::one_line::one_line;
use crate::runtime::text::origin::same_origin;
use crate::runtime::text::percent::has_dot_segments;

/// Path below the base URL, or a URL, from the caller.
#[derive(Clone)]
pub(crate) struct RawUrl {
    /// Server of a URL, whose path has no meaning; `None` for a path below the base URL.
    pub(crate) server: Option<Uri>,
    /// Whether the server is none of those of the client. Such a request has no credentials.
    pub(crate) is_foreign: bool,
    /// Path and query as they are sent.
    pub(crate) path_and_query: String,
}

impl RawUrl {
    /// Reads a path or a URL.
    ///
    /// # Errors
    /// Returns the reason why nothing can be sent to it, without the text.
    #[inline]
    pub(crate) fn parse(text: &str, client: &ClientInner) -> Result<Self, String> {
        let start = match text.split_once("://") {
            Some((scheme, _)) if !text.starts_with(['/', '?']) => scheme.len() + "://".len(),
            Some(_) | None => {
                check(text)?;
                return Ok(Self {
                    server: None,
                    is_foreign: false,
                    path_and_query: text.to_owned(),
                });
            }
        };
        let length = text[start..].find(['/', '?', '#', '\\']);
        let (url, path) = text.split_at(start + length.unwrap_or(text.len() - start));
        let mut server = match checked_url(url, client.allow_plain_http) {
            Ok(server) => server,
            Err(rule) => return Err(format!("the URL {rule}")),
        };
        let slash = if path.starts_with('/') { "" } else { "/" };
        let path_and_query = format!("{slash}{path}");
        check(&path_and_query)?;
        let mut is_foreign = true;
        for own in std::iter::once(&client.base_url).chain(&client.server_urls) {
            if same_origin(&server, own.uri()) {
                is_foreign = false;
                // Connections are for the host as the client spells it.
                server = own.uri().clone();
            }
        }
        Ok(Self {
            server: Some(server),
            is_foreign,
            path_and_query,
        })
    }

    /// Returns a path or URL that was refused, for messages. A part with `@` may have a password, and is left out.
    #[inline]
    pub(crate) fn refused(mut text: String) -> Self {
        text.truncate(text.find(['?', '#']).unwrap_or(text.len()));
        if text.contains('@') {
            text.clear();
        }
        Self {
            server: None,
            is_foreign: false,
            path_and_query: text,
        }
    }

    /// Returns the path, after scheme and host if there are any, for messages. The query may have secrets.
    pub(crate) fn shown(&self) -> String {
        let path = self.path_and_query.split('?').next().unwrap_or_default();
        let Some(server) = &self.server else {
            return one_line(path);
        };
        match (server.scheme_str(), server.authority()) {
            (Some(scheme), Some(authority)) => one_line(&format!("{scheme}://{authority}{path}")),
            (None, _) | (_, None) => one_line(path),
        }
    }
}

/// Checks path and query. Servers and proxies resolve `.` and `..`, and some read `\` as `/` and `//` as the beginning of a
/// host, so that the request could reach another path or host.
#[inline]
fn check(path_and_query: &str) -> Result<(), &'static str> {
    let path = path_and_query.split('?').next().unwrap_or_default();
    if !path.starts_with('/') || path.starts_with("//") {
        return Err("the path must begin with one `/`, or be a URL with `https://`");
    }
    if path_and_query.contains('#') {
        return Err("the path must not contain `#`");
    }
    if path_and_query.contains('\\') {
        return Err("the path must not contain `\\`: percent-encode it as `%5C`");
    }
    if !path_and_query.as_bytes().iter().all(u8::is_ascii_graphic) {
        return Err("the path must be printable ASCII: percent-encode other characters");
    }
    if has_dot_segments(path) {
        return Err("the path must not contain the segments `.` and `..`");
    }
    Ok(())
}
