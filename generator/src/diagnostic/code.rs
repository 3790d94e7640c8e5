//! The codes of diagnostics: one row each. What a code means stands in its page, `codes/<id>.md`.

/// Makes the enum of the codes from one table.
macro_rules! codes {
    ($($variant:ident $id:ident)*) => {
        /// What kind of mistake a diagnostic is about. A code that was given once is never given to another.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(
                #[doc = include_str!(concat!("codes/", stringify!($id), ".md"))]
                $variant,
            )*
        }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// What messages call it, such as `E012`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($id),)*
                }
            }

            /// Its page, in Markdown: what it means, a wrong and a right example.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("codes/", stringify!($id), ".md")),)*
                }
            }
        }
    };
}

codes! {
    Unreadable E001
    NotUtf8 E002
    PassedOver E003
    Yaml E004
    Tab E005
    Documents E006
    DuplicateKey E007
    TooMuch E008
    UnknownKey E009
    MissingKey E010
    UnknownWord E011
    WrongKind E012
    UnknownType E013
    TypeTooDeep E014
    TypeMisplaced E015
    BadMask E016
    RecursiveModel E017
    IllegalName E018
    ReservedName E019
    NameCasing E020
    NameTaken E021
    SentTwice E022
    DuplicateModel E023
    DuplicateResource E024
    ModelShape E025
    EmptyEnum E026
    PrefixOfNothing E027
    EntryOfNothing E028
    RedundantOverride E029
    ReadOnlySent E030
    ReadOnlyRequired E031
    NoResources E032
    NoMethods E033
    UnknownVerb E034
    IllegalRoute E035
    ParamTwice E036
    ParamUnused E037
    ClientParamTwice E038
    ClientParamUnused E039
    BodyOnGet E040
    ValueOfHead E041
    PagesUndescribed E042
    CursorMissing E043
    BadPagination E044
    PaginationOfNothing E045
    ExampleMismatch E046
    ExampleOfNothing E047
    BadBaseUrl E048
    BadVariable E049
    BadPackage E050
    BadVersion E051
    BadDuration E052
    BadRetries E053
    BadHeader E054
    BadError E055
    BrokenLink E056
    BadUnion E058
    EventsOfNothing E059
    BadWebhooks E060
    VariableOfNothing E061
    NoParent E062
    FakeOfNothing E063
    BadFake E064
    UnusedModel W001
    MissingDocs W002
    NoUnspecified W003
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No crate comes of the description.
    Error,
    /// A crate comes of it, but somebody should look.
    Warning,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Code {
    /// The code of an id, in capitals or not.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// How much it matters: warnings have codes of their own.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.id().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// What it is about, in a few words: the title of its page.
    #[must_use]
    pub fn title(self) -> &'static str {
        let title = self.page().lines().next().unwrap_or_default();
        title.split_once(": ").map_or(title, |(_, title)| title)
    }
}
