//! Elements of the models.

use crate::{
    compare::{
        aspect::Aspect,
        element::{Element, ElementKind, ElementSite},
        words,
    },
    model::{
        Access, Api, Constructor, Discriminator, EnumValue, Field, Model, ModelId, Models, Shape,
        Type, Union, Variant,
    },
};
use std::collections::BTreeMap;

/// Returns the elements of all models. The paths of a field mask follow the fields of its model, and are none.
pub(super) fn elements(api: &Api) -> Vec<Element> {
    let sites = sites(api);
    let mut elements = Vec::new();
    for (index, of) in api.models.0.iter().enumerate() {
        let site = sites.get(&ModelId(index)).cloned();
        let site = site.unwrap_or_else(|| ElementSite::file("api.yaml"));
        elements.push(model(of, site.clone()));
        let name = of.name.rust();
        match &of.shape {
            Shape::Struct(fields) => elements.extend(fields.iter().map(|field| {
                let site = site.key("fields").name(&field.name);
                let element = Element::new(ElementKind::Field, name, &field.name, site);
                let owned = field.entry.iter().chain(&field.clear);
                let element =
                    owned.fold(element, |element, entry| element.owns(name, entry.rust()));
                field_facts(&api.models, field, element.owns(name, field.name.rust()))
            })),
            Shape::Enum(values) => elements.extend(values.iter().map(|of| value(name, of, &site))),
            Shape::Union(union) => elements.extend(variants(&api.models, name, union, &site)),
            Shape::Mask(_) => {}
        }
    }
    elements
}

/// Returns the sites of the models. A field mask has that of the first method that uses it.
fn sites(api: &Api) -> BTreeMap<ModelId, ElementSite> {
    let shared = api.shared.iter().map(|id| ("shared.yaml", *id));
    let own = api.resources.iter().flat_map(|resource| {
        let ids = resource.models.iter();
        ids.map(|id| (resource.source.as_str(), *id))
    });
    let declared = shared.chain(own).map(|(file, id)| {
        let name = &api.models.get(id).name;
        (id, ElementSite::file(file).key("models").name(name))
    });
    let mut sites: BTreeMap<_, _> = declared.collect();
    for resource in &api.resources {
        for method in &resource.methods {
            let site = ElementSite::file(&resource.source);
            let site = site.key("methods").name(&method.name);
            for mask in method.types().into_iter().filter_map(Type::model) {
                sites.entry(mask).or_insert_with(|| site.clone());
            }
        }
    }
    sites
}

fn model(model: &Model, site: ElementSite) -> Element {
    let name = model.name.rust();
    let (shape, zero) = match &model.shape {
        Shape::Struct(_) => ("object".to_owned(), None),
        Shape::Enum(values) if model.shape.is_integer_enum() => {
            ("enum of integers".to_owned(), zero(model, values))
        }
        Shape::Enum(values) => ("enum of texts".to_owned(), zero(model, values)),
        Shape::Union(union) => (tag(union), None),
        Shape::Mask(_) => ("field mask".to_owned(), None),
    };
    let element = Element::new(ElementKind::Model, "", &model.name, site)
        .owns_all(name)
        .owns_all(&model.name.value_name())
        .set(Aspect::Shape, shape)
        .set_if_some(Aspect::ZeroValue, zero)
        .set_if_some(Aspect::UnknownFields, model.keeps_unknown.then_some("kept"))
        .set_if_some(Aspect::Docs, model.docs.text())
        .set_if_some(Aspect::Deprecated, model.deprecated.as_ref())
        .set_if_some(Aspect::Example, model.example.as_ref());
    match &model.constructor {
        Constructor::Builder(builder) => element.owns_all(builder.rust()),
        Constructor::None | Constructor::New => element,
    }
}

/// Returns the value of an enum that stands for a missing one.
fn zero(model: &Model, values: &[EnumValue]) -> Option<String> {
    let first = values.first().filter(|_| model.has_default)?;
    Some(first.json().to_string())
}

fn tag(union: &Union) -> String {
    match &union.discriminator {
        Discriminator::Tag(tag) if tag.is_integer => {
            format!("union by the integer {}", tag.dotted())
        }
        Discriminator::Tag(tag) => format!("union by {}", tag.dotted()),
        Discriminator::Form(_) => "union by form".to_owned(),
    }
}

/// Sets the aspects of a field of a model or of a body.
pub(super) fn field_facts(models: &Models, field: &Field, element: Element) -> Element {
    let element = match &field.constant {
        Some(constant) => element.set_constant(constant, field.name.wire()),
        None => element.set(Aspect::Presence, words::presence(field.presence)),
    };
    element
        .set(Aspect::Key, field.name.wire())
        .set(Aspect::Type, words::ty(models, &field.ty))
        .set_if_some(
            Aspect::Access,
            (field.access == Access::ReadOnly).then_some("read-only"),
        )
        .set_if_some(Aspect::Docs, field.docs.text())
        .set_if_some(Aspect::Deprecated, field.deprecated.as_ref())
        .set_if_some(Aspect::Example, field.example.as_ref())
}

fn value(model: &str, value: &EnumValue, site: &ElementSite) -> Element {
    let site = site.key("values").name(&value.name);
    let json = value.json();
    let mut element = Element::new(ElementKind::EnumValue, model, &value.name, site)
        .owns(model, value.name.rust())
        .set(Aspect::Key, &json)
        .set_if_some(Aspect::Docs, value.docs.text())
        .set_if_some(Aspect::Deprecated, value.deprecated.as_ref());
    element.identity = json.to_string();
    element
}

fn variants(models: &Models, model: &str, union: &Union, site: &ElementSite) -> Vec<Element> {
    let of = |index: usize, variant: &Variant| {
        let (key, wire, pattern) = match &union.discriminator {
            Discriminator::Tag(_) => ("variants", Some(variant.name.wire()), None),
            Discriminator::Form(patterns) => {
                let found = patterns.iter().find(|(of, _)| *of == index);
                (
                    "one_of",
                    None,
                    found.map(|(_, pattern)| format!("{pattern:?}")),
                )
            }
        };
        let site = site.key(key).name(&variant.name);
        Element::new(ElementKind::Variant, model, &variant.name, site)
            .owns(model, variant.name.rust())
            .set_if_some(Aspect::Key, wire)
            .set_if_some(Aspect::Pattern, pattern)
            .set(Aspect::Content, words::content(models, &variant.content))
            .set_if_some(Aspect::Docs, variant.docs.text())
            .set_if_some(Aspect::Deprecated, variant.deprecated.as_ref())
    };
    let variants = union.variants.iter().enumerate();
    variants
        .map(|(index, variant)| of(index, variant))
        .collect()
}
