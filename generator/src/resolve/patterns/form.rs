//! Forms of the values of types, and what tells two of them apart.

use crate::{
    model::{Access, Field, JsonKind, Pattern, Presence, Shape, Type},
    resolve::shaped::ShapedModels,
    scalars::Scalar,
};
use std::collections::BTreeSet;

/// Models, whose values have forms.
#[derive(Clone, Copy)]
pub(super) struct Forms<'a> {
    pub(super) models: &'a ShapedModels,
    pub(super) omits_defaults: bool,
}

/// Form of the values of a variant.
pub(super) struct ValueForm<'a> {
    /// Kinds and constants of the values, and all keys that an object of them must have.
    pub(super) pattern: Pattern,
    /// Keys that an object may have; `None` for any.
    known: Option<BTreeSet<&'a str>>,
}

impl<'a> Forms<'a> {
    /// Returns the form of the values of a type, or what is wrong with it and the remedy.
    pub(super) fn form(self, ty: &Type) -> Result<ValueForm<'a>, (&'static str, &'static str)> {
        let of = |kinds: &[JsonKind]| {
            Ok(ValueForm {
                pattern: Pattern::of(kinds.to_vec()),
                known: None,
            })
        };
        match ty {
            Type::Scalar(scalar) => match kinds(*scalar) {
                [] => Err((
                    "is any JSON value, so that there are no others",
                    "remove it: a value of no other form is kept as it is; or use `json` in place of the model",
                )),
                kinds => of(kinds),
            },
            Type::Mask(_) => of(&[JsonKind::Text]),
            Type::Map(_) => of(&[JsonKind::Object]),
            Type::Nullable(_) => Err((
                "may be `null`",
                "remove `or null` here, and write it behind the name of the model where it is used",
            )),
            Type::List(item) => {
                let mut pattern = Pattern::of(vec![JsonKind::List]);
                // An item of any other type may have any form.
                if let Ok(item) = self.form(item) {
                    pattern.items = item.pattern.kinds;
                }
                Ok(ValueForm {
                    pattern,
                    known: None,
                })
            }
            Type::Model(id) => match self.models.shape(*id) {
                shape if shape.is_integer_enum() => of(&[JsonKind::Number]),
                Shape::Enum(_) | Shape::Mask(_) => of(&[JsonKind::Text]),
                Shape::Struct(fields) => Ok(self.object(fields)),
                Shape::Union(union) => match union.tag() {
                    Some(tag) => {
                        let mut pattern = Pattern::of(vec![JsonKind::Object]);
                        pattern.keys.push(tag.head().to_owned());
                        Ok(ValueForm {
                            pattern,
                            known: None,
                        })
                    }
                    None => Err((
                        "is a union without a tag itself",
                        "list the variants of that union here, in place of it",
                    )),
                },
            },
        }
    }

    /// Returns the form of an object with these fields.
    fn object(self, fields: &[Field]) -> ValueForm<'_> {
        let is_open = fields.iter().any(|field| field.is_rest);
        let described = || fields.iter().filter(|field| !field.is_rest);
        let mut pattern = Pattern::of(vec![JsonKind::Object]);
        let required = described().filter(|field| self.is_always_there(field));
        pattern.keys = required.map(|field| field.name.wire().to_owned()).collect();
        pattern.constants = described()
            .filter(|field| self.is_always_there(field))
            .filter_map(|field| Some((field.name.wire().to_owned(), field.constant.clone()?)))
            .collect();
        let known = described().map(|field| field.name.wire()).collect();
        ValueForm {
            pattern,
            known: Some(known).filter(|_| !is_open),
        }
    }

    /// Returns `true` if all requests and responses with the object have a value of the field, other than `null`.
    fn is_always_there(self, field: &Field) -> bool {
        let is_any = match &field.ty {
            Type::Scalar(scalar) => kinds(*scalar).is_empty(),
            Type::Nullable(_) => true,
            Type::Model(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => false,
        };
        field.presence == Presence::Required
            && field.access == Access::ReadWrite
            && !is_any
            && !(self.omits_defaults && self.may_be_zero(field))
    }

    /// Returns `true` if a value of the field may be one that an API with `omits_defaults` leaves out.
    fn may_be_zero(self, field: &Field) -> bool {
        match (&field.constant, &field.ty) {
            (Some(constant), _) => constant.is_zero(),
            (None, Type::Scalar(scalar)) => scalar.row().has_zero,
            (None, Type::List(_) | Type::Map(_)) => true,
            (None, Type::Model(id)) => matches!(self.models.shape(*id), Shape::Enum(_)),
            (None, Type::Mask(_) | Type::Nullable(_)) => false,
        }
    }
}

/// Order in which two variants are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Any,
    Before,
    After,
    Ambiguous,
}

impl ValueForm<'_> {
    /// Returns the pattern without the keys, which are only needed where another variant is an object as well.
    pub(super) fn anywhere(&self) -> Pattern {
        Pattern {
            items: Vec::new(),
            keys: Vec::new(),
            ..self.pattern.clone()
        }
    }

    /// Returns the order in which two variants are tried.
    pub(super) fn compare(&self, other: &Self) -> Order {
        let kinds = self.pattern.kinds.iter();
        let shared: Vec<_> = kinds
            .filter(|kind| other.pattern.kinds.contains(kind))
            .collect();
        match shared.first() {
            None => Order::Any,
            Some(JsonKind::Object) => self.compare_objects(other),
            Some(JsonKind::List) => {
                let (items, others) = (&self.pattern.items, &other.pattern.items);
                let is_shared = items.iter().any(|item| others.contains(item));
                if items.is_empty() || others.is_empty() || is_shared {
                    Order::Ambiguous
                } else {
                    Order::Any
                }
            }
            Some(JsonKind::Text | JsonKind::Number | JsonKind::Boolean) => Order::Ambiguous,
        }
    }

    fn compare_objects(&self, other: &Self) -> Order {
        let constants = self.pattern.constants.iter();
        let differs = |(key, value): &(String, _)| {
            let mut others = other.pattern.constants.iter();
            others.any(|(other, another)| key == other && value != another)
        };
        if constants.clone().any(differs) {
            return Order::Any;
        }
        let is_own = self.own_keys(other).next().is_some();
        match (is_own, other.own_keys(self).next().is_some()) {
            (true, true) => Order::Any,
            (true, false) => Order::Before,
            (false, true) => Order::After,
            (false, false) => Order::Ambiguous,
        }
    }

    /// Returns the keys that an object must have, and that no object of another form has.
    fn own_keys<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s String> {
        let known = other.known.as_ref();
        let keys = self.pattern.keys.iter();
        keys.filter(move |key| known.is_some_and(|known| !known.contains(key.as_str())))
    }
}

/// Adds to a pattern what tells values of its form from those of another.
pub(super) fn narrow(pattern: &mut Pattern, own: &ValueForm<'_>, other: &ValueForm<'_>) {
    let mut kinds = own.pattern.kinds.iter();
    if !kinds.any(|kind| other.pattern.kinds.contains(kind)) {
        return;
    }
    pattern.items.clone_from(&own.pattern.items);
    for key in own.own_keys(other) {
        let mut constants = pattern.constants.iter();
        let is_known = pattern.keys.contains(key) || constants.any(|(name, _)| name == key);
        if !is_known {
            pattern.keys.push(key.clone());
        }
    }
}

/// Returns the kinds of JSON values that a scalar has; none if it has any.
fn kinds(scalar: Scalar) -> &'static [JsonKind] {
    match scalar {
        Scalar::Bool => &[JsonKind::Boolean],
        Scalar::Int32
        | Scalar::Int64
        | Scalar::Uint64
        | Scalar::Float
        | Scalar::UnixSeconds
        | Scalar::UnixMillis => &[JsonKind::Number],
        Scalar::Decimal => &[JsonKind::Text, JsonKind::Number],
        Scalar::String
        | Scalar::Secret
        | Scalar::Int64Text
        | Scalar::DateTime
        | Scalar::Date
        | Scalar::TimeOfDay
        | Scalar::Rfc2822
        | Scalar::Duration
        | Scalar::Bytes
        | Scalar::Base64Url
        | Scalar::Uuid
        | Scalar::Url
        | Scalar::LabelFilter => &[JsonKind::Text],
        Scalar::Json | Scalar::File => &[],
    }
}
