//! HMAC with the hash function of an API.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Sha256, Sha512};

use crate::runtime::error::Error;
use crate::runtime::webhooks::signature::shape::Hash;

/// MAC that is initialised with a key. The key itself is not stored.
#[derive(Clone)]
pub enum KeyedMac {
    /// With SHA-256.
    Sha256(Hmac<Sha256>),
    /// With SHA-512.
    Sha512(Hmac<Sha512>),
}

impl KeyedMac {
    /// Creates a MAC without input.
    ///
    /// # Errors
    /// Returns a configuration error if the length of the key is not valid.
    pub fn new(hash: Hash, key: &[u8]) -> Result<Self, Error> {
        let mac = match hash {
            Hash::Sha256 => Hmac::new_from_slice(key).map(Self::Sha256),
            Hash::Sha512 => Hmac::new_from_slice(key).map(Self::Sha512),
        };
        mac.map_err(|_| Error::configuration("the length of the webhook secret is not valid"))
    }

    /// Adds bytes to the input.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(mac) => mac.update(bytes),
            Self::Sha512(mac) => mac.update(bytes),
        }
    }

    /// Returns `true` if a signature is that of the input. The time that this takes does not depend on the signature.
    #[must_use]
    pub fn has_signature(&self, signature: &[u8]) -> bool {
        match self {
            Self::Sha256(mac) => mac.clone().verify_slice(signature).is_ok(),
            Self::Sha512(mac) => mac.clone().verify_slice(signature).is_ok(),
        }
    }

    /// Returns the signature of the input.
    #[must_use]
    pub fn sign(self) -> Vec<u8> {
        match self {
            Self::Sha256(mac) => mac.finalize().into_bytes().to_vec(),
            Self::Sha512(mac) => mac.finalize().into_bytes().to_vec(),
        }
    }
}
