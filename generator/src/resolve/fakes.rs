//! Fakes of resources: which methods they answer, and where things stand in what they keep.

use super::{Context, Files, names::Scope};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Fake, FakeFilter, Method, ModelId, Next, Resource, Returns, Shape, Type, Verb},
    source::{Span, Spanned},
    syntax::{self, Entries},
};
use std::collections::HashMap;

/// What a fake answers, as messages tell it.
const FIVE: &str = "a fake answers `POST` and a paged `GET` on a path, and `GET`, `PATCH` and `DELETE` on one item of it";

/// The five methods of a fake.
struct Five<'a> {
    create: &'a Method,
    list: &'a Method,
    retrieve: &'a Method,
    update: &'a Method,
    delete: &'a Method,
}

impl Context {
    /// The fake of a resource with these methods.
    pub(super) fn fake(&mut self, fake: &syntax::Fake, methods: &[Method]) -> Option<Fake> {
        let five = self.five(fake.id.span, methods)?;
        let item = self.fake_item(fake.id.span, &five)?;
        let aliases = self.fake_paths(&fake.aliases, item)?;
        let mut params: Vec<_> = fake.limit.iter().chain(&fake.ignores).collect();
        let filters = [(&fake.matches, false), (&fake.starts, true)];
        params.extend(
            filters
                .iter()
                .flat_map(|(entries, _)| entries.entries.iter().map(|(key, _)| key)),
        );
        let known = params
            .into_iter()
            .filter(|param| self.is_query(param, five.list))
            .count();
        let due = fake.ignores.len() + fake.matches.entries.len() + fake.starts.entries.len();
        let id = self.fake_path(&fake.id, item)?;
        let mut resolved = Vec::new();
        for (entries, starts) in filters {
            let paths = self.fake_paths(entries, item)?;
            resolved.extend(paths.into_iter().map(|(param, path)| FakeFilter {
                param,
                path,
                starts,
            }));
        }
        let mask = five.update.body_fields().iter();
        let mut mask = mask.filter(|field| matches!(field.ty, Type::Mask(_)));
        (known == due + usize::from(fake.limit.is_some())).then(|| Fake {
            create: five.create.name.clone(),
            list: five.list.name.clone(),
            retrieve: five.retrieve.name.clone(),
            update: five.update.name.clone(),
            delete: five.delete.name.clone(),
            item,
            id,
            aliases,
            limit: fake.limit.as_ref().map(|limit| limit.value.clone()),
            filters: resolved,
            ignores: fake
                .ignores
                .iter()
                .map(|param| param.value.clone())
                .collect(),
            mask: mask.next().map(|field| field.name.wire().to_owned()),
        })
    }

    /// The methods of a fake, by their routes.
    fn five<'a>(&mut self, span: Span, methods: &'a [Method]) -> Option<Five<'a>> {
        let lists = methods.iter().filter(|method| match &method.returns {
            Returns::Pages(pages) => matches!(pages.next, Next::Cursor { .. }),
            Returns::Value(_) | Returns::Nothing | Returns::Events(_) => false,
        });
        let mut found = lists.filter_map(|list| five(list, methods));
        let five = found.next();
        if five.is_none() {
            let message = "a fake of a resource without the usual five methods";
            let help = format!("remove it: {FIVE}, cut by a cursor");
            self.report(Diagnostic::at(Code::FakeOfNothing, span, message, help));
        }
        five
    }

    /// The model of the items, which all methods must give.
    fn fake_item(&mut self, span: Span, five: &Five<'_>) -> Option<ModelId> {
        let values =
            [five.create, five.retrieve, five.update].map(|method| match &method.returns {
                Returns::Value(Type::Model(id)) => Some(*id),
                Returns::Value(_) | Returns::Nothing | Returns::Pages(_) | Returns::Events(_) => {
                    None
                }
            });
        let listed = match &five.list.returns {
            Returns::Pages(pages) => pages.item.model(),
            Returns::Value(_) | Returns::Nothing | Returns::Events(_) => None,
        };
        let item = listed.filter(|id| values.iter().all(|value| *value == Some(*id)));
        let item = item.filter(|id| matches!(self.models[id.0].shape, Shape::Struct(_)));
        if item.is_none() && values.iter().all(Option::is_some) {
            let message = "the methods of a fake give models that differ";
            let help = "remove it: all but `DELETE` must give the same model, which has fields";
            self.report(Diagnostic::at(Code::FakeOfNothing, span, message, help));
        } else if item.is_none() {
            let message = "some method of a fake gives no model";
            let help = "remove it: all but `DELETE` must give the same model, which has fields";
            self.report(Diagnostic::at(Code::FakeOfNothing, span, message, help));
        }
        item
    }

    /// Whether a word is a query parameter of the list.
    fn is_query(&mut self, word: &Spanned<String>, list: &Method) -> bool {
        let found = list
            .query
            .iter()
            .any(|query| query.name.wire() == word.value);
        if !found {
            let message = format!("the list has no query parameter `{}`", word.value);
            let help = "name one of its `query:`, as it travels";
            self.report(Diagnostic::at(Code::BadFake, word.span, message, help));
        }
        found
    }

    /// Paths into an item, with what they are for.
    fn fake_paths(
        &mut self,
        entries: &Entries<Spanned<String>>,
        item: ModelId,
    ) -> Option<Vec<(String, Vec<String>)>> {
        let mut paths = Vec::new();
        for (key, path) in &entries.entries {
            paths.push((key.value.clone(), self.fake_path(path, item)?));
        }
        Some(paths)
    }

    /// A path into an item, from field to field.
    fn fake_path(&mut self, path: &Spanned<String>, item: ModelId) -> Option<Vec<String>> {
        let keys: Vec<_> = path.value.split('.').map(str::to_owned).collect();
        let mut model = Some(item);
        for key in &keys {
            let fields = model.map(|id| self.models[id.0].shape.fields());
            let field =
                fields.and_then(|fields| fields.iter().find(|field| field.name.wire() == key));
            let Some(field) = field else {
                let name = self.models[item.0].name.rust();
                let message = format!("`{}` leads to no field of `{name}`", path.value);
                let help = "name the path of the field, with dots between its keys";
                self.report(Diagnostic::at(Code::BadFake, path.span, message, help));
                return None;
            };
            model = match &field.ty {
                Type::Model(id) => Some(*id),
                Type::Scalar(_) | Type::Mask(_) | Type::List(_) | Type::Map(_) => None,
            };
        }
        Some(keys)
    }

    /// Claims the names that the testing kit makes of models and of methods.
    pub(super) fn claim_for_tests(&mut self, files: &Files, resources: &[Resource]) {
        let mut fixtures = Scope::default();
        for index in 0..self.models.len() {
            let word = match &self.models[index].shape {
                Shape::Mask(_) => continue,
                Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => {
                    self.models[index].name.value_name()
                }
            };
            let span = self.spans[index];
            self.claim_word(&mut fixtures, "model", &word, span);
        }
        let mut methods = Scope::default();
        let inputs = files.resources.iter();
        let inputs: HashMap<_, _> = inputs.map(|input| (input.name.as_str(), input)).collect();
        for resource in resources {
            let input = inputs.get(resource.source.as_str());
            let syntax = input.and_then(|input| input.syntax.as_ref());
            let keys = syntax.iter().flat_map(|syntax| &syntax.methods.entries);
            let places: HashMap<_, _> = keys
                .map(|(key, _)| (key.value.as_str(), key.span))
                .collect();
            for method in &resource.methods {
                let word = format!("on_{}_{}", resource.module(), method.name.rust());
                if let Some(place) = places.get(method.name.wire()) {
                    self.claim_word(&mut methods, "method", &word, *place);
                }
            }
        }
    }
}

/// The other methods beside a list.
fn five<'a>(list: &'a Method, methods: &'a [Method]) -> Option<Five<'a>> {
    let path = list.route.path.as_str();
    let is_item = |found: &str| {
        let rest = found
            .strip_prefix(path)
            .and_then(|rest| rest.strip_prefix("/{"));
        rest.and_then(|rest| rest.strip_suffix('}'))
            .is_some_and(|name| !name.contains('}'))
    };
    let all = |verb: Verb, item: bool| {
        methods.iter().find(|method| {
            let found = method.route.path.as_str();
            method.route.verb == verb && if item { is_item(found) } else { found == path }
        })
    };
    let gives_nothing = |method: &&Method| matches!(method.returns, Returns::Nothing);
    Some(Five {
        create: all(Verb::Post, false)?,
        list: Some(list).filter(|list| list.route.verb == Verb::Get)?,
        retrieve: all(Verb::Get, true)?,
        update: all(Verb::Patch, true)?,
        delete: all(Verb::Delete, true).filter(gives_nothing)?,
    })
}
