//! UUIDs.

use crate::runtime::values::checked_text::checked_text;

/// UUID, such as `67e55044-10b1-426f-9247-bb680e5fe0c8`. Its text is checked, and kept as it is, with small or capital letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(String);

checked_text!(
    Uuid,
    "a UUID such as `67e55044-10b1-426f-9247-bb680e5fe0c8`",
    is_uuid
);

/// Lengths of the groups of digits.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

fn is_uuid(text: &str) -> bool {
    let groups = text.split('-');
    groups.clone().map(str::len).eq(GROUPS)
        && groups
            .flat_map(str::bytes)
            .all(|byte| byte.is_ascii_hexdigit())
}
