//! Idempotency keys.

use std::hash::{BuildHasher as _, RandomState};

/// Returns a random key of 128 bits in the form of a UUID.
#[must_use]
pub fn random_key() -> String {
    // Each state has keys of its own, which the operating system has chosen at random.
    let state = RandomState::new();
    let (high, low) = (state.hash_one(0_u8), state.hash_one(1_u8));
    // Version 4 and variant 1: a random UUID.
    let high = high & 0xffff_ffff_ffff_0fff | 0x4000;
    let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000;
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}
