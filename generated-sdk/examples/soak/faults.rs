//! The plan of faults: the seed and the number of a request decide its fault.

/// Fault of one request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    None,
    Error,
    TooMany,
    ResetBefore,
    ResetAfter,
    Truncated,
    Slow,
    TooLate,
}

impl Fault {
    /// Number of variants.
    pub const COUNT: usize = Self::TooLate as usize + 1;

    /// Returns the fault for the random number of a request. About 13 % of all requests have one.
    pub fn of(random: u64) -> Self {
        match random % 1000 {
            0..30 => Self::Error,
            30..60 => Self::TooMany,
            60..75 => Self::ResetBefore,
            75..90 => Self::ResetAfter,
            90..105 => Self::Truncated,
            105..125 => Self::Slow,
            125..130 => Self::TooLate,
            _ => Self::None,
        }
    }
}

/// Returns the random number of a request (`SplitMix64`), so that the seed determines the whole plan.
pub fn random(seed: u64, number: u64) -> u64 {
    let mut z = seed.wrapping_add(number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
