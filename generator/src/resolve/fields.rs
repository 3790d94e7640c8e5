//! Fields of models and bodies.

use super::{
    constants::{constant, constant_name},
    docs::{docs, note},
    names::{name, name_of},
    reporter::Reporter,
    scope::{Named, Scope},
    types::TypeScope,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Access, Docs, Field, Presence, Type},
    names::{Name, Role},
    source::{Span, Spanned},
    syntax::{self, Entries, Shorthand},
};

/// Resolves the fields of a model or of a body. `role` is the role of their names.
pub(super) fn fields(
    types: &mut TypeScope<'_, '_>,
    fields: &[&Entries<Shorthand<syntax::FieldDecl>>],
    scope: &mut Scope,
    role: Role,
) -> Vec<Field> {
    let mut wires = Scope::default();
    let fields = fields.iter().flat_map(|fields| &fields.entries);
    fields
        .filter_map(|(key, field)| self::field(types, key, field, scope, &mut wires, role))
        .collect()
}

fn field(
    types: &mut TypeScope<'_, '_>,
    key: &Spanned<String>,
    field: &syntax::FieldDecl,
    scope: &mut Scope,
    wires: &mut Scope,
    role: Role,
) -> Option<Field> {
    let reporter = types.reporter;
    let (wire, presence) = wire(key, field);
    check_wire(reporter, key, field);
    if let Some(node) = &field.constant {
        return constant_field(reporter, key, field, node, wires);
    }
    check_style(reporter, field);
    let name = name_of(
        reporter,
        role,
        wire,
        wire_span(key, field),
        field.rust.as_ref(),
    );
    let ty = types.json_type(&field.ty);
    let has_entries = ty.as_ref().is_none_or(|ty| matches!(ty, Type::Map(_)));
    let entry = entry(reporter, field, has_entries, "map of …", scope, role);
    let name = name?;
    let free = wires.claim_wire(reporter, Named::Field, wire, key.span)
        && scope.claim(reporter, Named::Field, &name, key.span);
    if !free {
        return None;
    }
    let access = match field.read_only {
        Some(Spanned { value: true, .. }) => Access::ReadOnly,
        Some(_) | None => Access::ReadWrite,
    };
    let is_cleared = presence == Presence::Optional
        && access == Access::ReadWrite
        && ty.as_ref().is_some_and(Type::is_nullable);
    let clear = is_cleared
        .then(|| clear(reporter, &name, key, scope, role))
        .flatten();
    Some(Field {
        name,
        docs: docs(field.docs.as_ref()),
        deprecated: note(field.deprecated.as_ref()),
        ty: ty?,
        presence,
        access,
        clear,
        entry,
        example: None,
        constant: None,
        is_rest: false,
        is_boxed: false,
    })
}

/// Resolves a field that always has the same value. Rust has no field of it, so that it takes no name.
fn constant_field(
    reporter: &Reporter,
    key: &Spanned<String>,
    field: &syntax::FieldDecl,
    node: &syntax::Node,
    wires: &mut Scope,
) -> Option<Field> {
    let (wire, _) = wire(key, field);
    let free = wires.claim_wire(reporter, Named::Field, wire, key.span);
    let name = constant_name(reporter, wire, wire_span(key, field))?;
    let constant = constant(reporter, key, field, node)?;
    free.then(|| Field {
        name,
        docs: docs(field.docs.as_ref()),
        deprecated: None,
        ty: Type::Scalar(constant.scalar()),
        presence: Presence::Required,
        access: Access::ReadWrite,
        clear: None,
        entry: None,
        example: Some(constant.json()),
        constant: Some(constant),
        is_rest: false,
        is_boxed: false,
    })
}

/// Resolves `additional`: the field that holds all keys of an object that are not fields.
pub(super) fn rest(
    types: &mut TypeScope<'_, '_>,
    model: &syntax::ModelDecl,
    scope: &mut Scope,
) -> Option<Field> {
    let ty = model
        .additional
        .as_ref()
        .filter(|ty| !ty.span.is_nowhere())?;
    let name = name_of(types.reporter, Role::Field, "additional", ty.span, None)?;
    let item = types.json_type(ty)?;
    let free = scope.claim(types.reporter, Named::Fixed, &name, ty.span);
    free.then(|| Field {
        name,
        docs: Docs(vec!["Other entries of the object.".to_owned()]),
        deprecated: None,
        ty: Type::Map(Box::new(item)),
        presence: Presence::Required,
        access: Access::ReadWrite,
        entry: None,
        clear: None,
        example: None,
        constant: None,
        is_rest: true,
        is_boxed: false,
    })
}

/// Resolves the setter for one entry of a map or filter. `has_entries` tells whether the type has entries, and `needed`
/// is a type that has.
pub(super) fn entry(
    reporter: &Reporter,
    field: &syntax::FieldDecl,
    has_entries: bool,
    needed: &str,
    scope: &mut Scope,
    role: Role,
) -> Option<Name> {
    let entry = field.entry.as_ref()?;
    if !has_entries {
        let message = format!("`entry` is only allowed with the type `{needed}`");
        let help = format!("remove `entry:`, or change the type to `{needed}`");
        let diagnostic = Diagnostic::at(Code::EntryMisplaced, entry.span, message, help);
        reporter.report(diagnostic);
        return None;
    }
    let name = name(reporter, role, entry, None)?;
    let free = scope.claim(reporter, Named::Entry, &name, entry.span);
    free.then_some(name)
}

/// Returns the name of the setter that sets a field to `null`.
fn clear(
    reporter: &Reporter,
    field: &Name,
    key: &Spanned<String>,
    scope: &mut Scope,
    role: Role,
) -> Option<Name> {
    let word = format!("clear_{}", field.rust());
    let name = name_of(reporter, role, &word, key.span, None)?;
    let free = scope.claim(reporter, Named::Field, &name, key.span);
    free.then_some(name)
}

/// Reports a wire name that is the key itself.
pub(super) fn check_wire(reporter: &Reporter, key: &Spanned<String>, field: &syntax::FieldDecl) {
    if let Some(wire) = &field.wire
        && key.strip_suffix('?').unwrap_or(key) == wire.value
    {
        let message = format!(
            "`wire: {}` has no effect: the wire name is the same without it",
            wire.value
        );
        reporter.report(Diagnostic::at(
            Code::RedundantOverride,
            wire.span,
            message,
            "remove `wire:`",
        ));
    }
}

/// Returns the place of the wire form of a key.
pub(super) fn wire_span(key: &Spanned<String>, field: &syntax::FieldDecl) -> Span {
    field.wire.as_ref().map_or(key.span, |wire| wire.span)
}

/// Reports a style outside of a query.
fn check_style(reporter: &Reporter, field: &syntax::FieldDecl) {
    if let Some(style) = &field.style {
        let message = format!(
            "`style: {}` is only allowed on a parameter in `query`",
            style.word()
        );
        let help = "remove `style:`: it is about URLs, and has no effect on JSON";
        reporter.report(Diagnostic::at(Code::BadStyle, style.span, message, help));
    }
}

/// Returns the wire form of a key such as `limit?`, and whether it is optional.
pub(super) fn wire<'a>(
    key: &'a Spanned<String>,
    field: &'a syntax::FieldDecl,
) -> (&'a str, Presence) {
    let (word, presence) = match key.strip_suffix('?') {
        Some(word) => (word, Presence::Optional),
        None => (key.value.as_str(), Presence::Required),
    };
    (
        field.wire.as_ref().map_or(word, |wire| wire.value.as_str()),
        presence,
    )
}
