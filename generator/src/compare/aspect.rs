//! Aspects of elements, and what a change of each means.

use super::verdict::Verdict;

/// Aspect of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    Access,
    ApiVersion,
    Arguments,
    Auth,
    BaseUrl,
    BodyFormat,
    Constant,
    Content,
    Credential,
    Default,
    Deprecated,
    Docs,
    EnvironmentVariable,
    ErrorBody,
    ErrorMessage,
    Events,
    Example,
    Fake,
    Handle,
    Headers,
    Hidden,
    Idempotent,
    Key,
    KeepsSlashes,
    Location,
    OmitsDefaults,
    Package,
    PackageName,
    Pages,
    Pattern,
    Presence,
    RequestId,
    Retries,
    Returns,
    Route,
    Server,
    ServerUrl,
    Shape,
    Signature,
    Source,
    Statuses,
    Style,
    Timeout,
    Token,
    Type,
    UnknownFields,
    Upload,
    UrlValues,
    Wait,
    ZeroValue,
}

/// Meaning of a change of an aspect.
struct Meaning {
    /// Name of the aspect, for people.
    label: &'static str,
    /// Whether requests or responses depend on it.
    on_wire: bool,
    /// Whether its values are short enough for people.
    is_shown: bool,
    /// Verdict if it appears.
    appears: Verdict,
    /// Verdict if it becomes another one.
    changes: Verdict,
    /// Verdict if it disappears.
    disappears: Verdict,
}

/// Difference of an aspect between two versions of an element.
pub(super) struct Difference {
    /// Verdict.
    pub verdict: Verdict,
    /// Whether requests or responses depend on it.
    pub on_wire: bool,
    /// Text for people.
    pub text: String,
}

impl Aspect {
    /// Compares the values of two versions. `None` if there is no difference.
    pub(super) fn compare(self, old: Option<&str>, new: Option<&str>) -> Option<Difference> {
        let meaning = self.meaning();
        let label = meaning.label;
        let (verdict, text) = match (old, new) {
            (None, None) => return None,
            (Some(old), Some(new)) if old == new => return None,
            // Other arguments are a change of the Rust interface; in another order, they may still compile.
            _ if self == Self::Arguments && old.map(sorted) != new.map(sorted) => return None,
            (Some(old), Some(new)) if meaning.is_shown => {
                (meaning.changes, format!("{label}: `{new}`, was `{old}`"))
            }
            (Some(_), Some(_)) => (meaning.changes, format!("{label}: changed")),
            (None, Some(new)) if meaning.is_shown => {
                (meaning.appears, format!("{label}: `{new}`, was not set"))
            }
            (None, Some(_)) => (meaning.appears, format!("{label}: added")),
            (Some(old), None) if meaning.is_shown => (
                meaning.disappears,
                format!("{label}: no longer set, was `{old}`"),
            ),
            (Some(_), None) => (meaning.disappears, format!("{label}: removed")),
        };
        Some(Difference {
            verdict,
            on_wire: meaning.on_wire,
            text,
        })
    }

    fn meaning(self) -> Meaning {
        match self {
            Self::Access => Meaning::mild("access"),
            Self::ApiVersion => Meaning::patch("version of the API"),
            Self::Arguments => Meaning::strict("order of the arguments"),
            Self::Auth => Meaning::strict("authentication"),
            Self::BaseUrl => Meaning::mild("base URL").needed(),
            Self::BodyFormat => Meaning::strict("format of the request body"),
            Self::Constant => Meaning::strict("constant value"),
            Self::Content => Meaning::strict("content"),
            Self::Credential => Meaning::strict("place of the credentials"),
            Self::Default => Meaning::mild("default value").needed(),
            Self::Deprecated => Meaning::text("deprecation").optional(),
            Self::Docs => Meaning::text("documentation"),
            Self::EnvironmentVariable => Meaning::strict("environment variable").optional(),
            Self::ErrorBody => Meaning::strict("model of errors"),
            Self::ErrorMessage => Meaning::mild("path of the message of errors"),
            Self::Events => Meaning::strict("rules of the stream").hidden(),
            Self::Example => Meaning::text("example"),
            Self::Fake => Meaning::text("fake of the testing kit"),
            Self::Handle => Meaning::strict("path parameters of the resource"),
            Self::Headers => Meaning::strict("constant headers").optional(),
            Self::Hidden => Meaning::text("hidden in the documentation"),
            Self::Idempotent => Meaning::mild("safe to repeat"),
            Self::Key => Meaning::strict("name on the wire"),
            Self::KeepsSlashes => Meaning::strict("slashes in the value"),
            Self::Location => Meaning::strict("place in the request"),
            Self::OmitsDefaults => Meaning::strict("responses leave zero values out").optional(),
            Self::Package => Meaning::text("entries of the package"),
            Self::PackageName => Meaning::strict("name of the package"),
            Self::Pages => Meaning::strict("pagination"),
            Self::Pattern => Meaning::mild("form that tells the variant apart").hidden(),
            Self::Presence => Meaning::strict("presence"),
            Self::RequestId => Meaning::mild("response header with the request id"),
            Self::Retries => Meaning::patch("retries"),
            Self::Returns => Meaning::strict("result"),
            Self::Route => Meaning::strict("route"),
            Self::Server => Meaning::strict("server"),
            Self::ServerUrl => Meaning::mild("URL"),
            Self::Shape => Meaning::strict("kind of the model"),
            Self::Signature => Meaning::strict("signature").hidden(),
            Self::Source => Meaning::strict("source of the value"),
            Self::Statuses => Meaning::strict("statuses and their meanings"),
            Self::Style => Meaning::strict("style in the query"),
            Self::Timeout => Meaning::patch("timeout"),
            Self::Token => Meaning::strict("request of the token"),
            Self::Type => Meaning::strict("type"),
            Self::UnknownFields => Meaning::strict("unknown fields").optional(),
            Self::Upload => Meaning::strict("upload of content").hidden().optional(),
            Self::UrlValues => Meaning::mild("allowed values").optional(),
            Self::Wait => Meaning::mild("states that end a wait").hidden(),
            Self::ZeroValue => Meaning::strict("value of a missing field").optional(),
        }
    }
}

impl Meaning {
    /// An aspect that requests or responses depend on.
    fn strict(label: &'static str) -> Self {
        Self {
            label,
            on_wire: true,
            is_shown: true,
            appears: Verdict::Major,
            changes: Verdict::Major,
            disappears: Verdict::Major,
        }
    }

    /// An aspect whose changes programs notice, but go on as before.
    fn mild(label: &'static str) -> Self {
        Self {
            appears: Verdict::Minor,
            changes: Verdict::Minor,
            disappears: Verdict::Minor,
            ..Self::strict(label)
        }
    }

    /// An aspect whose changes programs do not have to know.
    fn patch(label: &'static str) -> Self {
        Self {
            appears: Verdict::Patch,
            changes: Verdict::Patch,
            disappears: Verdict::Patch,
            ..Self::strict(label)
        }
    }

    /// An aspect that neither requests nor responses depend on.
    fn text(label: &'static str) -> Self {
        Self {
            on_wire: false,
            is_shown: false,
            ..Self::patch(label)
        }
    }

    /// Programs go on as before if it appears, maybe with a warning.
    fn optional(self) -> Self {
        Self {
            appears: Verdict::Minor,
            ..self
        }
    }

    /// Callers must give the value if it disappears.
    fn needed(self) -> Self {
        Self {
            disappears: Verdict::Major,
            ..self
        }
    }

    /// Its values are too long for people.
    fn hidden(self) -> Self {
        Self {
            is_shown: false,
            ..self
        }
    }
}

/// Returns the items of a list in a fixed order.
fn sorted(list: &str) -> Vec<&str> {
    let mut items: Vec<_> = list.split(", ").collect();
    items.sort_unstable();
    items
}
