//! Settings of clients that authenticate with a user name and a password.

use crate::runtime::config::settings::Settings;
use crate::runtime::secret::secret_string::SecretString;

impl Settings {
    /// Sets the user name, instead of a provider.
    pub fn username(&mut self, username: String) {
        self.credential("username", username.into());
    }

    /// Sets the password, instead of a provider.
    pub fn password(&mut self, password: SecretString) {
        self.credential("password", password);
    }
}
