//! Codes of diagnostics, one row each. The page of a code is `codes/<id>.md`.

/// Declares the enum of the codes.
macro_rules! codes {
    ($($variant:ident $id:ident)*) => {
        /// Kind of problem. The number of a code is never used for another problem.
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

            /// Returns the id, such as `E012`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => stringify!($id),)*
                }
            }

            /// Returns the page in Markdown: an explanation, a wrong and a right example.
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
    WrongExtension E003
    Yaml E004
    Tab E005
    Documents E006
    DuplicateKey E007
    TooLarge E008
    UnknownKey E009
    MissingKey E010
    UnknownValue E011
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
    PrefixMisplaced E027
    EntryMisplaced E028
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
    HeadReturnsValue E041
    PaginationMissing E042
    BadPageParam E043
    BadPagination E044
    PaginationMisplaced E045
    ExampleMismatch E046
    ExampleMisplaced E047
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
    EventsMisplaced E059
    BadWebhooks E060
    VariableUnused E061
    NoParent E062
    FakeMisplaced E063
    BadFake E064
    IdempotencyMisplaced E065
    BadListing E066
    WaitMisplaced E067
    BadWait E068
    BadConversion E069
    BadUpload E070
    AmbiguousVariants E071
    BadConstant E072
    MixedValues E073
    BadBodyFormat E074
    BodyFormatMisplaced E075
    BadFormName E076
    StatusesMisplaced E080
    BadStatuses E081
    BadEvents E082
    BadInclude E087
    BadWithout E088
    BadAuth E089
    BadSignature E094
    HeaderForm E100
    BadServer E101
    UnknownServer E102
    BadScope E103
    BadStyle E110
    BadEnvelope E111
    UnusedModel W001
    MissingDocs W002
    NoUnspecified W003
    HiddenErrorField W004
}

/// Severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No crate is emitted.
    Error,
    /// A crate is emitted, but the description should be corrected.
    Warning,
}

impl Severity {
    /// Returns the severity in lower case.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Code {
    /// Returns the code of an id, in upper or lower case.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(id))
    }

    /// Returns the severity. Codes of warnings start with `W`.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.id().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// Returns the title of the page.
    #[must_use]
    pub fn title(self) -> &'static str {
        let title = self.page().lines().next().unwrap_or_default();
        title.split_once(": ").map_or(title, |(_, title)| title)
    }
}
