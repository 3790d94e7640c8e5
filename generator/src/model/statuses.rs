//! Results that depend on the status.

use super::types::Type;
use crate::{names::Name, scalars::Scalar};

/// One value, or the reason why there is none.
#[derive(Debug)]
pub struct Outcome {
    /// Type of the value.
    pub ty: Type,
    /// Statuses without a value, and their meanings.
    pub statuses: Vec<(u16, StatusMeaning)>,
}

/// Meaning of a status that is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusMeaning {
    /// The body is text.
    Text,
    /// The body is read in chunks.
    Download,
    /// The location of a redirect.
    Redirect,
    /// The value is not ready yet.
    Pending,
    /// There is no value.
    Nothing,
    /// The caller has the value already.
    NotModified,
}

impl StatusMeaning {
    /// All meanings.
    pub const ALL: [Self; 6] = [
        Self::Pending,
        Self::Nothing,
        Self::NotModified,
        Self::Text,
        Self::Download,
        Self::Redirect,
    ];

    /// Returns the word of the description language.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Download => "download",
            Self::Redirect => "redirect",
            Self::Pending => "pending",
            Self::Nothing => "nothing",
            Self::NotModified => "not_modified",
        }
    }

    /// Returns `true` for a response with content or a location, and `false` for the reason why there is none.
    #[must_use]
    pub fn has_content(self) -> bool {
        match self {
            Self::Text | Self::Download | Self::Redirect => true,
            Self::Pending | Self::Nothing | Self::NotModified => false,
        }
    }

    /// Returns the variant of an enum of results.
    #[must_use]
    pub fn variant(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Download => "Download",
            Self::Redirect => "Redirect",
            Self::Pending => "Pending",
            Self::Nothing => "Nothing",
            Self::NotModified => "NotModified",
        }
    }
}

/// Result of a method whose status says which kind of response it is: an enum with a variant for each kind.
#[derive(Debug)]
pub struct ByStatus {
    /// Name of the enum.
    pub name: Name,
    /// Kind of the response for statuses of success that are not listed; `None` if there are none.
    pub others: Option<ResponseKind>,
    /// Statuses that are listed, and their meanings.
    pub statuses: Vec<(u16, StatusMeaning)>,
}

/// Kind of a response.
#[derive(Clone, Debug, PartialEq)]
pub enum ResponseKind {
    /// A JSON value.
    Value(Type),
    /// Any other response.
    Meaning(StatusMeaning),
}

/// Variant of the enum of a method.
#[derive(Debug)]
pub struct StatusVariant {
    /// Kind of the response.
    pub kind: ResponseKind,
    /// Statuses that are listed for it.
    pub statuses: Vec<u16>,
    /// Whether it is also that of the statuses of success that are not listed.
    pub has_others: bool,
}

/// Statuses of redirects, which have a location.
pub const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

impl ByStatus {
    /// Returns the type of the JSON value.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self.others.as_ref()? {
            ResponseKind::Value(ty) => Some(ty),
            ResponseKind::Meaning(_) => None,
        }
    }

    /// Returns the type of documented responses: the JSON value, or text if there is none.
    #[must_use]
    pub fn documented(&self) -> Option<Type> {
        let text = || Type::Scalar(Scalar::String);
        let of_text = || self.has(StatusMeaning::Text).then(text);
        self.ty().cloned().or_else(of_text)
    }

    /// Returns `true` if a status has a meaning.
    #[must_use]
    pub fn has(&self, meaning: StatusMeaning) -> bool {
        self.others == Some(ResponseKind::Meaning(meaning))
            || self.statuses.iter().any(|(_, listed)| *listed == meaning)
    }

    /// Returns `true` if the statuses of success that are not listed are downloads, whose bodies are left to the caller.
    #[must_use]
    pub fn streams_others(&self) -> bool {
        self.others == Some(ResponseKind::Meaning(StatusMeaning::Download))
    }

    /// Returns the statuses outside of 2xx that are results, and those of success whose body is left to the caller if those of
    /// other statuses are not, or the other way round.
    #[must_use]
    pub fn expected(&self) -> Vec<u16> {
        let streams_others = self.streams_others();
        let listed = self.statuses.iter().filter(|(status, meaning)| {
            let streams = *meaning == StatusMeaning::Download;
            *status >= 300 || streams != streams_others
        });
        let mut expected: Vec<_> = listed.map(|(status, _)| *status).collect();
        if self.others == Some(ResponseKind::Meaning(StatusMeaning::Redirect)) {
            expected.extend(REDIRECTS);
        }
        expected.sort_unstable();
        expected.dedup();
        expected
    }

    /// Returns a status of a variant: the first one that is listed, or the most usual one that is not.
    #[must_use]
    pub fn sample_status(&self, variant: &StatusVariant) -> u16 {
        let is_redirect = variant.kind == ResponseKind::Meaning(StatusMeaning::Redirect);
        let usual = if is_redirect { 302 } else { 200 };
        let is_free = |status: &u16| self.statuses.iter().all(|(listed, _)| listed != status);
        let mut free = std::iter::once(usual)
            .chain([201, 202, 203])
            .filter(is_free);
        let listed = variant.statuses.first().copied();
        listed.or_else(|| free.next()).unwrap_or(usual)
    }

    /// Returns the variants of the enum: first that of the statuses that are not listed.
    #[must_use]
    pub fn variants(&self) -> Vec<StatusVariant> {
        let others = self.others.iter().map(|kind| StatusVariant {
            kind: kind.clone(),
            statuses: Vec::new(),
            has_others: true,
        });
        let mut variants: Vec<_> = others.collect();
        for (status, meaning) in &self.statuses {
            let kind = ResponseKind::Meaning(*meaning);
            match variants.iter_mut().find(|variant| variant.kind == kind) {
                Some(variant) => variant.statuses.push(*status),
                None => variants.push(StatusVariant {
                    kind,
                    statuses: vec![*status],
                    has_others: false,
                }),
            }
        }
        variants
    }
}

impl ResponseKind {
    /// Returns the name of the variant.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        match self {
            Self::Value(_) => "Ready",
            Self::Meaning(meaning) => meaning.variant(),
        }
    }
}
