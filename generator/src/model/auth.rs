//! Authentication.

/// Authentication of an API.
#[derive(Debug, Default)]
pub struct Auth {
    /// Schemes of the API and of its methods.
    pub schemes: Vec<Scheme>,
    /// Combinations that methods take, unless they have others.
    pub alternatives: Alternatives,
}

/// Combinations of schemes by their index in [`Auth::schemes`], in order of preference. One without schemes sends no
/// credentials.
pub type Alternatives = Vec<Vec<usize>>;

/// Authentication scheme.
#[derive(Debug)]
pub enum Scheme {
    /// A key.
    Key(KeyScheme),
    /// Access tokens from a token server, in `Authorization: Bearer`.
    OAuth2(OAuth2),
    /// A name and a password in `Authorization: Basic`.
    Basic {
        /// Environment variable of the name.
        username: Option<String>,
        /// Environment variable of the password.
        password: Option<String>,
    },
}

/// A key in a header or in the query.
#[derive(Debug)]
pub struct KeyScheme {
    /// Place of the key.
    pub place: KeyPlace,
    /// Method of the builder that sets it.
    pub method: String,
    /// Environment variable of the key.
    pub env: Option<String>,
}

/// Place of a key in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// A header.
    Header {
        /// Name, in lower case.
        name: String,
        /// Text before the key.
        prefix: String,
    },
    /// A parameter of the query.
    Query(String),
}

/// Token server of OAuth 2.0.
#[derive(Debug)]
pub struct OAuth2 {
    /// URL.
    pub token_url: String,
    /// Scopes, separated by spaces.
    pub scopes: String,
    /// Whether id and secret of the client are sent in the body.
    pub credentials_in_body: bool,
    /// Name of a token among the credentials of a provider.
    pub token: &'static str,
    /// Environment variable of the id of the client.
    pub id: Option<String>,
    /// Environment variable of the secret of the client.
    pub secret: Option<String>,
}

/// Name of the header of most schemes.
pub const AUTHORIZATION: &str = "authorization";

/// Method of the builder that sets a key, unless it has another name.
pub const API_KEY: &str = "api_key";

impl Auth {
    /// Returns the names of all headers that carry credentials.
    pub fn headers(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.schemes.iter().filter_map(Scheme::header).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Returns the names of all query parameters that carry credentials.
    pub fn query(&self) -> impl Iterator<Item = &str> {
        self.schemes.iter().filter_map(Scheme::query)
    }

    /// Returns the schemes of a combination.
    pub fn schemes_of<'a>(&'a self, combination: &'a [usize]) -> impl Iterator<Item = &'a Scheme> {
        combination.iter().map(|index| &self.schemes[*index])
    }

    /// Returns the combination that is preferred, in an API where all credentials are given.
    pub fn preferred(&self) -> &[usize] {
        self.alternatives.first().map_or(&[], Vec::as_slice)
    }
}

impl Scheme {
    /// Returns the header that carries the credentials.
    #[must_use]
    pub fn header(&self) -> Option<&str> {
        match self {
            Self::Key(KeyScheme {
                place: KeyPlace::Header { name, .. },
                ..
            }) => Some(name),
            Self::Key(KeyScheme {
                place: KeyPlace::Query(_),
                ..
            }) => None,
            Self::OAuth2(_) | Self::Basic { .. } => Some(AUTHORIZATION),
        }
    }

    /// Returns the query parameter that carries the credentials.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        match self {
            Self::Key(KeyScheme {
                place: KeyPlace::Query(name),
                ..
            }) => Some(name),
            Self::Key(_) | Self::OAuth2(_) | Self::Basic { .. } => None,
        }
    }
}
