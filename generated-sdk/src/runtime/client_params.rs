//! Optional: needed by an API with client-level parameters.

use super::settings::Settings;

impl Settings {
    /// Sets a client-level parameter, by its wire name.
    pub fn client_param(&mut self, name: &'static str, value: String) {
        self.client_params.retain(|(other, _)| *other != name);
        self.client_params.push((name, value));
    }
}
