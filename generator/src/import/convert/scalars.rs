//! Scalars, enums and constants.

use super::{Converter, Site, SiteFormat};
use crate::{
    characters::is_hidden,
    import::{
        draft::{DraftBody, Ty},
        report::Treatment,
        schema::Schema,
    },
};
use serde_json::Value;

impl<'d> Converter<'d> {
    /// Returns the type of a string, a number or a boolean.
    pub(super) fn scalar(
        &mut self,
        ty: &str,
        format: Option<&str>,
        schema: Schema<'d>,
        site: &Site<'_>,
    ) -> Ty {
        let word = match (ty, format) {
            ("string", Some("date-time")) => "datetime",
            ("string", Some("date")) => "date",
            ("string", Some("uuid")) => "uuid",
            ("string", Some("byte" | "base64")) => "bytes",
            ("string", Some("base64url")) => "base64url",
            ("string", Some("password")) => "secret",
            ("string", Some("decimal")) => "decimal",
            ("string", Some("int64" | "uint64")) => "int64_text",
            ("string", Some("binary")) if site.format == SiteFormat::Multipart => "file",
            ("string", None)
                if site.format == SiteFormat::Multipart
                    && schema.0.contains_key("contentMediaType") =>
            {
                "file"
            }
            ("string", None) if schema.text("contentEncoding") == Some("base64") => "bytes",
            ("string", Some("binary")) => {
                self.draft.report.note(
                    Treatment::Changed,
                    "`format: binary` within JSON, which is text",
                    &site.place,
                );
                "string"
            }
            // The vendor's own format for a text or a number.
            (_, Some("int-or-string")) => "json",
            ("string", _) => "string",
            ("integer" | "number", Some("unix-time" | "unixtime" | "timestamp")) => "unix_seconds",
            ("integer", Some("int32" | "int16" | "int8" | "uint16" | "uint8")) => "int32",
            ("integer", Some("uint64")) => "uint64",
            ("integer", _) => "int64",
            ("number", _) => "float",
            _ => "bool",
        };
        if let Some(format) = format.filter(|_| word == "string" && format != Some("binary")) {
            self.draft.report.note(
                Treatment::Ignored,
                &format!("`format: {format}`"),
                &site.place,
            );
        }
        Ty::Word(word)
    }

    /// Returns the type of one of a few values.
    pub(super) fn words(
        &mut self,
        values: &[&'d Value],
        schema: Schema<'d>,
        site: &Site<'_>,
    ) -> Ty {
        let texts: Option<Vec<_>> = values
            .iter()
            .map(|value| value.as_str().map(str::to_owned))
            .collect();
        let numbers: Option<Vec<_>> = values.iter().map(|value| value.as_i64()).collect();
        let body = match (texts, numbers) {
            (Some(mut words), _) => {
                if words.iter().any(|word| word.contains(is_hidden)) {
                    self.lost("value of an enum with invisible characters", &site.place);
                    words.retain(|word| !word.contains(is_hidden));
                }
                // In a form, `null` is an empty value.
                let is_form = site.format == SiteFormat::Form;
                let is_nullable = is_form && words.iter().any(String::is_empty);
                if is_form {
                    words.retain(|word| !word.is_empty());
                }
                if words.is_empty() && is_nullable {
                    return Ty::STRING.or_null();
                }
                if words.is_empty() {
                    return Ty::STRING;
                }
                let mut seen = std::collections::HashSet::new();
                words.retain(|word| seen.insert(word.clone()));
                let id = self.reserve(schema, site);
                self.draft.models[id].body = DraftBody::Words(words);
                let ty = Ty::Model(id);
                return if is_nullable { ty.or_null() } else { ty };
            }
            (None, Some(numbers)) => DraftBody::Numbers(numbers),
            _ if values.iter().all(|value| value.is_boolean()) => return Ty::Word("bool"),
            _ if values.iter().all(|value| value.is_number()) => {
                self.draft.report.note(
                    Treatment::Changed,
                    "enum of numbers with fractions, which is a number",
                    &site.place,
                );
                return Ty::Word("float");
            }
            _ => {
                self.lost("enum of values of different types", &site.place);
                return Ty::JSON;
            }
        };
        let id = self.reserve(schema, site);
        self.draft.models[id].body = body;
        Ty::Model(id)
    }
}
