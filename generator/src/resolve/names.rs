//! Names with their diagnostics.

use super::reporter::Reporter;
use crate::{
    diagnostic::{Code, Diagnostic},
    names::{Name, NameError, Role},
    source::{Span, Spanned},
};

/// Place in which a description gives something another Rust name.
#[derive(Clone, Copy)]
enum Place {
    /// Beside the other settings of the thing.
    Beside,
    /// In a mapping that replaces a list of values.
    Mapping,
    /// Under `params:`, since a path has no place for it.
    Params,
}

/// Returns the name of a key, by its role, and reports a name that is not allowed.
pub(super) fn name(
    reporter: &Reporter,
    role: Role,
    key: &Spanned<String>,
    spelled: Option<&Spanned<String>>,
) -> Option<Name> {
    name_of(reporter, role, &key.value, key.span, spelled)
}

/// Returns the name of a wire form that is not the key itself.
pub(super) fn name_of(
    reporter: &Reporter,
    role: Role,
    wire: &str,
    at: Span,
    spelled: Option<&Spanned<String>>,
) -> Option<Name> {
    named(reporter, role, wire, at, spelled, Place::Beside)
}

/// Returns the name of a path parameter.
pub(super) fn param_name(
    reporter: &Reporter,
    wire: &str,
    at: Span,
    spelled: Option<&Spanned<String>>,
) -> Option<Name> {
    named(reporter, Role::Setter, wire, at, spelled, Place::Params)
}

/// Returns the name of a value in a list of values.
pub(super) fn listed_name(reporter: &Reporter, word: &Spanned<String>) -> Option<Name> {
    let place = Place::Mapping;
    named(reporter, Role::Variant, &word.value, word.span, None, place)
}

fn named(
    reporter: &Reporter,
    role: Role,
    wire: &str,
    at: Span,
    spelled: Option<&Spanned<String>>,
    place: Place,
) -> Option<Name> {
    if let Some(spelled) = spelled {
        check_override(reporter, role, wire, spelled);
    }
    match Name::new(role, wire, spelled.map(|spelled| spelled.value.as_str())) {
        Ok(name) => Some(name),
        Err(error) => {
            // Only the name on the wire can have such characters.
            let spelled = spelled.filter(|_| error != NameError::Unprintable);
            let span = spelled.map_or(at, |spelled| spelled.span);
            let word = spelled.map_or(wire, |spelled| &spelled.value);
            let help = remedy(&error, word, role, place);
            reporter.report(diagnose(error, word, span, role, help));
            None
        }
    }
}

/// Reports a spelling that the name has without it.
pub(super) fn check_override(
    reporter: &Reporter,
    role: Role,
    word: &str,
    spelled: &Spanned<String>,
) {
    if Name::new(role, word, None).is_ok_and(|name| name.rust() == spelled.value) {
        let key = match role {
            Role::Request => "request",
            Role::Field
            | Role::Setter
            | Role::Method
            | Role::Model
            | Role::Variant
            | Role::MaskPath
            | Role::Resource
            | Role::NestedResource
            | Role::Handle
            | Role::ClientParam
            | Role::ResponseHeader => "rust",
        };
        let message = format!(
            "`{key}: {}` has no effect: the Rust name is the same without it",
            spelled.value
        );
        reporter.report(Diagnostic::at(
            Code::RedundantOverride,
            spelled.span,
            message,
            format!("remove `{key}:`"),
        ));
    }
}

fn diagnose(error: NameError, word: &str, span: Span, role: Role, help: String) -> Diagnostic {
    let (code, message) = match error {
        NameError::Unprintable => (
            Code::IllegalName,
            "the name is empty or has invisible characters".to_owned(),
        ),
        NameError::Illegal => (
            Code::IllegalName,
            format!("`{word}` is not a valid Rust name"),
        ),
        NameError::Reserved(rust) => (
            Code::ReservedName,
            format!("the Rust name `{rust}` is reserved"),
        ),
        NameError::Device(_) => (
            Code::ReservedName,
            format!("the name `{word}` is reserved: Windows has no files with this name"),
        ),
        NameError::NotUpperCamel(_) | NameError::Casing(_) => {
            let case = if role.is_type() {
                "`UpperCamelCase`"
            } else {
                "`snake_case`"
            };
            let message = format!("the Rust name `{word}` is not in {case}");
            (Code::NameCasing, message)
        }
    };
    Diagnostic::at(code, span, message, help)
}

/// Returns the remedy for a name that is not allowed.
fn remedy(error: &NameError, word: &str, role: Role, place: Place) -> String {
    let rename = rename(word, role, place);
    let letters = "use ASCII letters, digits and `_`, and do not start with a digit";
    match (error, role) {
        (NameError::Unprintable, Role::Variant) if word.is_empty() => {
            format!("{rename}{}", example(word, "Empty", role, place))
        }
        (NameError::Unprintable, _) => "write a name that has only visible characters".to_owned(),
        (NameError::Illegal, Role::Variant) => {
            let example = value_word(word).map_or_else(
                || format!("; {letters}"),
                |rust| example(word, &rust, role, place),
            );
            let numbers = match word.parse::<f64>() {
                Ok(_) => {
                    "; if the API sends numbers, give each a name, such as `values: { low: 1 }`"
                }
                Err(_) => "",
            };
            format!("{rename}{example}{numbers}")
        }
        (NameError::Illegal, Role::Model) => format!("rename the model; {letters}"),
        (NameError::Illegal, _) => format!("{rename}; {letters}"),
        (NameError::Reserved(_), Role::Handle) => rename,
        (NameError::Reserved(rust) | NameError::Device(rust), _) => {
            let free = match role {
                Role::Request => format!("{rust}Request"),
                Role::Model | Role::Variant | Role::Handle => format!("{rust}Value"),
                // The name of the path is made of the names of fields.
                Role::MaskPath => format!("{}_value", rust.to_ascii_lowercase()),
                Role::Field
                | Role::Setter
                | Role::Method
                | Role::Resource
                | Role::NestedResource
                | Role::ClientParam
                | Role::ResponseHeader => format!("{rust}_value"),
            };
            format!("{rename}{}", example(word, &free, role, place))
        }
        (NameError::NotUpperCamel(cased) | NameError::Casing(cased), _) => {
            format!("write `{cased}`")
        }
    }
}

/// Returns how a thing gets another Rust name.
fn rename(word: &str, role: Role, place: Place) -> String {
    let rename = match (place, role) {
        (Place::Mapping, _) => "write `values:` as a mapping, and set another name with `rust:`",
        (Place::Params, _) => "set another name with `rust:` under `params:`",
        (Place::Beside, Role::Resource | Role::NestedResource | Role::Handle) => "rename the file",
        (Place::Beside, Role::Request) => "give the request type another name with `rust:`",
        (Place::Beside, Role::MaskPath) => {
            return format!("give the field `{word}` another name with `rust:` in its model");
        }
        (
            Place::Beside,
            Role::Field
            | Role::Setter
            | Role::Method
            | Role::Model
            | Role::Variant
            | Role::ClientParam
            | Role::ResponseHeader,
        ) => "set another name with `rust:`",
    };
    rename.to_owned()
}

/// Returns an example of another Rust name.
fn example(word: &str, rust: &str, role: Role, place: Place) -> String {
    let key = match word {
        word if !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => {
            word.to_owned()
        }
        // YAML and Rust have the same escapes.
        word => format!("{word:?}"),
    };
    let example = match (place, role) {
        (Place::Mapping | Place::Params, _) => format!("{key}: {{ rust: {rust} }}"),
        (Place::Beside, Role::Resource | Role::NestedResource) => format!("{rust}.yaml"),
        (Place::Beside, Role::Request) => format!("rust: {{ request: {rust} }}"),
        (
            Place::Beside,
            Role::Field
            | Role::Setter
            | Role::Method
            | Role::Model
            | Role::Variant
            | Role::MaskPath
            | Role::Handle
            | Role::ClientParam
            | Role::ResponseHeader,
        ) => format!("rust: {rust}"),
    };
    format!(", such as `{example}`")
}

/// Names of signs that are values of enums, such as operators.
const SIGNS: [(char, &str); 18] = [
    ('!', "not"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('*', "star"),
    ('+', "plus"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('|', "or"),
    ('~', "tilde"),
];

/// Returns a Rust name for a value from which none follows; `None` if it has letters of another alphabet.
fn value_word(word: &str) -> Option<String> {
    if !word.is_ascii() {
        return None;
    }
    let is_sign = !word.contains(|c: char| c.is_ascii_alphanumeric());
    let mut spelled = String::new();
    for (index, c) in word.chars().enumerate() {
        let sign = SIGNS.iter().find(|(sign, _)| *sign == c);
        match sign.filter(|_| is_sign || index == 0) {
            Some((_, name)) => spelled = format!("{spelled}_{name}_"),
            None => spelled.push(c),
        }
    }
    let of_value = format!("value_{spelled}");
    let names = [spelled, of_value].into_iter();
    let mut names = names.filter_map(|name| Name::new(Role::Variant, &name, None).ok());
    names.next().map(|name| name.rust().to_owned())
}
