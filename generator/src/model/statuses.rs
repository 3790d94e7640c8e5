//! Results that depend on the status.

use super::types::Type;
use crate::{names::Name, scalars::Scalar};

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
    /// Name of the enum, if it is one of its own.
    pub own_name: Name,
    /// Kind of the response for statuses of success that are not listed; `None` if there are none.
    pub others: Option<ResponseKind>,
    /// Statuses that are listed, and their meanings.
    pub statuses: Vec<(u16, StatusMeaning)>,
}

/// Enum that a method with `statuses` returns.
pub enum ResultEnum<'a> {
    /// `Outcome` of a value of this type, which methods share whose other responses have no content.
    Outcome(&'a Type),
    /// An enum of the method alone.
    Own(&'a Name),
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
    /// Returns the enum.
    #[must_use]
    pub fn result(&self) -> ResultEnum<'_> {
        let mut listed = self.statuses.iter();
        let has_content = listed.any(|(_, meaning)| meaning.has_content());
        match self.ty() {
            Some(ty) if !has_content => ResultEnum::Outcome(ty),
            Some(_) | None => ResultEnum::Own(&self.own_name),
        }
    }

    /// Returns the name of the enum, if it is one of its own.
    #[must_use]
    pub fn own_enum(&self) -> Option<&Name> {
        match self.result() {
            ResultEnum::Outcome(_) => None,
            ResultEnum::Own(name) => Some(name),
        }
    }

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

    /// Returns the statuses outside of 2xx that are results.
    #[must_use]
    pub fn expected(&self) -> Vec<u16> {
        let listed = self.statuses.iter().map(|(status, _)| *status);
        let mut expected: Vec<_> = listed.filter(|status| *status >= 300).collect();
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
