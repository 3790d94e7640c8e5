//! Settings of clients that get their access tokens from a token server.

use crate::runtime::config::settings::Settings;
use crate::runtime::secret::secret_string::SecretString;

impl Settings {
    /// Sets the id or the secret of the client at its token server, by the name of the builder's method, instead of a token.
    pub fn client_credential(&mut self, method: &'static str, value: SecretString) {
        if let Some((scheme, _)) = self.api.tokens {
            for token in self.api.schemes[scheme].values() {
                let secrets = &mut self.secrets.0;
                secrets.retain(|(method, _)| *method != token.method);
            }
        }
        self.credential(method, value);
    }

    /// Sets the URL of the token server.
    pub fn token_url(&mut self, url: String) {
        self.credentials = None;
        self.url("token_url", url);
    }
}
