//! Fakes of resources: their methods, and the paths of values in their items.

use super::{reporter::Reporter, shaped::ShapedModels};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{
        CursorSource, Fake, FakeFilter, ListStyle, Method, ModelId, Next, PageParamPlace,
        QueryParam, QueryStyle, Returns, Shape, Type, Verb,
    },
    source::{Span, Spanned},
    syntax::{self, Entries, KeyPath, suggest},
};

/// Remedy for a fake of a resource without the five methods.
const ADD_METHODS: &str = "remove `fake:`, or describe `POST` and `GET` on a path, and `GET`, `PATCH` and `DELETE` on an item of it \
                           (`/{id}`); the first `GET` returns `page of …` with a cursor in its body and no `envelope`, and `DELETE` returns nothing";

/// Remedy for a fake of a resource whose methods return something else than one model.
const RETURN_MODEL: &str =
    "remove `fake:`, or let all methods but `DELETE` return the same model with `fields`";

/// Methods of a fake.
struct FakeMethods<'a> {
    create: &'a Method,
    list: &'a Method,
    retrieve: &'a Method,
    update: &'a Method,
    delete: &'a Method,
}

/// Resolves the fake of a resource with these methods.
pub(super) fn fake(
    reporter: &Reporter,
    models: &ShapedModels,
    fake: &syntax::FakeDecl,
    methods: &[Method],
) -> Option<Fake> {
    let answered = find_methods(reporter, fake.id.span, methods)?;
    let item = item(reporter, models, fake.id.span, &answered)?;
    let paths = ItemPaths {
        reporter,
        models,
        item,
    };
    let aliases = paths.entries(&fake.aliases)?;
    let has_params = check_query(reporter, fake, answered.list);
    let id = paths.path(&fake.id)?;
    let mut filters = Vec::new();
    for (entries, starts) in [(&fake.matches, false), (&fake.starts, true)] {
        let entries = paths.entries(entries)?.into_iter();
        filters.extend(entries.map(|(param, path)| FakeFilter {
            param: key(answered.list, &param),
            path,
            starts,
        }));
    }
    let mask = answered.update.body_fields().iter();
    let mut mask = mask.filter(|field| matches!(field.ty, Type::Mask(_)));
    has_params.then(|| Fake {
        create: answered.create.name.clone(),
        list: answered.list.name.clone(),
        list_request: answered.list.request.clone(),
        retrieve: answered.retrieve.name.clone(),
        update: answered.update.name.clone(),
        delete: answered.delete.name.clone(),
        item,
        id,
        aliases,
        limit: fake.limit.as_ref().map(|limit| limit.value.clone()),
        filters,
        ignores: fake
            .ignores
            .iter()
            .map(|param| key(answered.list, param))
            .collect(),
        mask: mask.next().map(|field| field.name.wire().to_owned()),
    })
}

/// Reports words of a fake that are not query parameters of the list. Returns `true` if there are none.
fn check_query(reporter: &Reporter, fake: &syntax::FakeDecl, list: &Method) -> bool {
    let filters = [&fake.matches, &fake.starts];
    let filters = filters
        .into_iter()
        .flat_map(|entries| entries.entries.iter().map(|(key, _)| key));
    let words = fake.limit.iter().chain(&fake.ignores).chain(filters);
    let known = list.query.iter().map(|query| query.name.wire());
    let known: Vec<_> = known.collect();
    let mut has_all = true;
    for word in words.filter(|word| !known.contains(&word.value.as_str())) {
        let message = format!(
            "the method `{}` has no query parameter `{}`",
            list.name.wire(),
            word.value
        );
        let help = suggest(&word.value, &known);
        reporter.report(Diagnostic::at(Code::BadFake, word.span, message, help));
        has_all = false;
    }
    has_all && check_filters(reporter, fake, list)
}

/// Reports filters by query parameters whose values the fake cannot compare. Returns `true` if there are none.
fn check_filters(reporter: &Reporter, fake: &syntax::FakeDecl, list: &Method) -> bool {
    let filters = fake.matches.entries.iter().chain(&fake.starts.entries);
    let mut fits_all = true;
    for (word, _) in filters {
        let param = param(list, word).map(|param| &param.style);
        let form = match param {
            Some(QueryStyle::Deep(_)) => "an object",
            Some(QueryStyle::List(_, ListStyle::Comma)) => "a list in one value",
            Some(
                QueryStyle::One(_)
                | QueryStyle::Pairs { .. }
                | QueryStyle::List(_, ListStyle::Repeated | ListStyle::Brackets),
            )
            | None => continue,
        };
        let message = format!(
            "the fake cannot filter by `{}`, which is {form}",
            word.value
        );
        let help = "move the parameter to `ignores:`, or remove it";
        reporter.report(Diagnostic::at(Code::BadFake, word.span, message, help));
        fits_all = false;
    }
    fits_all
}

/// Returns the query parameter of the list with a wire name.
fn param<'a>(list: &'a Method, wire: &str) -> Option<&'a QueryParam> {
    let mut query = list.query.iter();
    query.find(|param| param.name.wire() == wire)
}

/// Returns the key of a query parameter of the list in the URL.
fn key(list: &Method, wire: &str) -> String {
    param(list, wire).map_or_else(|| wire.to_owned(), |param| param.key().into_owned())
}

/// Finds the methods of a fake by their routes.
fn find_methods<'a>(
    reporter: &Reporter,
    span: Span,
    methods: &'a [Method],
) -> Option<FakeMethods<'a>> {
    let lists = methods.iter().filter(|method| match &method.returns {
        Returns::Pages(pages) => match &pages.next {
            Next::Cursor {
                source: CursorSource::Body(_),
                ..
            } => pages.place == PageParamPlace::Query && pages.envelope.is_none(),
            Next::Cursor { .. }
            | Next::Page { .. }
            | Next::Offset { .. }
            | Next::Link
            | Next::Url { .. } => false,
        },
        Returns::Value(_)
        | Returns::Nothing
        | Returns::ByStatus(_)
        | Returns::Text
        | Returns::Download
        | Returns::Redirect
        | Returns::Events(_)
        | Returns::Lines(_) => false,
    });
    let mut found = lists.filter_map(|list| methods_of(list, methods));
    let answered = found.next();
    if answered.is_none() {
        let message = "`fake` needs five methods, and this resource does not have all of them";
        reporter.report(Diagnostic::at(
            Code::FakeMisplaced,
            span,
            message,
            ADD_METHODS,
        ));
    }
    answered
}

/// Returns the model of the items, which all methods must return.
fn item(
    reporter: &Reporter,
    models: &ShapedModels,
    span: Span,
    answered: &FakeMethods<'_>,
) -> Option<ModelId> {
    let values =
        [answered.create, answered.retrieve, answered.update].map(|method| match &method.returns {
            Returns::Value(Type::Model(id)) => Some(*id),
            Returns::Value(_)
            | Returns::Nothing
            | Returns::ByStatus(_)
            | Returns::Text
            | Returns::Download
            | Returns::Redirect
            | Returns::Pages(_)
            | Returns::Events(_)
            | Returns::Lines(_) => None,
        });
    let listed = match &answered.list.returns {
        Returns::Pages(pages) => pages.item.model(),
        Returns::Value(_)
        | Returns::Nothing
        | Returns::ByStatus(_)
        | Returns::Text
        | Returns::Download
        | Returns::Redirect
        | Returns::Events(_)
        | Returns::Lines(_) => None,
    };
    let item = listed.filter(|id| values.iter().all(|value| *value == Some(*id)));
    let item = item.filter(|id| matches!(models.shape(*id), Shape::Struct(_)));
    if item.is_none() {
        let message = if values.iter().all(Option::is_some) {
            "`fake` needs methods that return the same model"
        } else {
            "`fake` needs methods that return a model"
        };
        let diagnostic = Diagnostic::at(Code::FakeMisplaced, span, message, RETURN_MODEL);
        reporter.report(diagnostic);
    }
    item
}

/// Reader of paths into an item.
struct ItemPaths<'a> {
    reporter: &'a Reporter,
    models: &'a ShapedModels,
    item: ModelId,
}

impl ItemPaths<'_> {
    /// Resolves the paths of a mapping.
    fn entries(&self, entries: &Entries<Spanned<KeyPath>>) -> Option<Vec<(String, Vec<String>)>> {
        let entries = entries.entries.iter();
        entries
            .map(|(key, path)| Some((key.value.clone(), self.path(path)?)))
            .collect()
    }

    /// Resolves a path from field to field.
    fn path(&self, path: &Spanned<KeyPath>) -> Option<Vec<String>> {
        let mut model = Some(self.item);
        for key in path.keys() {
            let mut fields = model.iter().flat_map(|id| self.models.shape(*id).fields());
            let Some(field) = fields.find(|field| field.name.wire() == key) else {
                let name = self.models.get(self.item).wire();
                let message = format!("the model `{name}` has no field `{}`", path.value);
                let help =
                    "write the path of a field, with dots between its keys, or as a list of keys";
                self.reporter
                    .report(Diagnostic::at(Code::BadFake, path.span, message, help));
                return None;
            };
            model = match &field.ty {
                Type::Model(id) => Some(*id),
                Type::Scalar(_)
                | Type::Mask(_)
                | Type::List(_)
                | Type::Map(_)
                | Type::Nullable(_) => None,
            };
        }
        Some(path.keys().to_vec())
    }
}

/// Returns the five methods of a list, if the resource has all of them.
fn methods_of<'a>(list: &'a Method, methods: &'a [Method]) -> Option<FakeMethods<'a>> {
    // A `/` at the end distinguishes no items.
    let trimmed = |method: &'a Method| method.route.path.trim_end_matches('/');
    let path = trimmed(list);
    let is_item = |found: &str| {
        let rest = found
            .strip_prefix(path)
            .and_then(|rest| rest.strip_prefix("/{"));
        rest.and_then(|rest| rest.strip_suffix('}'))
            .is_some_and(|name| !name.contains(['}', '*']))
    };
    let all = |verb: Verb, item: bool| {
        methods.iter().find(|method| {
            let found = trimmed(method);
            method.route.verb == verb && if item { is_item(found) } else { found == path }
        })
    };
    let returns_nothing = |method: &&Method| matches!(method.returns, Returns::Nothing);
    Some(FakeMethods {
        create: all(Verb::Post, false)?,
        list: Some(list).filter(|list| list.route.verb == Verb::Get)?,
        retrieve: all(Verb::Get, true)?,
        update: all(Verb::Patch, true)?,
        delete: all(Verb::Delete, true).filter(returns_nothing)?,
    })
}
