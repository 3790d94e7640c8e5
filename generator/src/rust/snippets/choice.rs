//! The methods that the README shows.

use crate::model::{Api, Method, ParamSource, Presence, Resource, Returns, Verb};

/// Method that the README shows, with its resource.
#[derive(Clone, Copy)]
pub(super) struct ExampleMethod<'a> {
    pub(super) resource: &'a Resource,
    pub(super) method: &'a Method,
}

/// Methods of an API that stand for the others of their kind.
pub(super) struct Choice<'a> {
    /// Method without required arguments.
    pub(super) simple: Option<ExampleMethod<'a>>,
    /// Method that sends a body with required fields and returns a value.
    pub(super) write: Option<ExampleMethod<'a>>,
    /// `GET` of a single value by its id, or another method with a single response if there is none.
    pub(super) read: Option<ExampleMethod<'a>>,
    /// Method that returns pages, without required arguments if there is such a method.
    pub(super) list: Option<ExampleMethod<'a>>,
    /// Method that returns events.
    pub(super) events: Option<ExampleMethod<'a>>,
    /// Method that can wait for a state.
    pub(super) wait: Option<ExampleMethod<'a>>,
    /// Method after whose call content is uploaded.
    pub(super) upload: Option<ExampleMethod<'a>>,
}

impl<'a> Choice<'a> {
    /// Chooses methods. Resources with a fake come first: they have all methods of a usual resource.
    pub(super) fn new(api: &'a Api) -> Self {
        let (mut with_fake, others): (Vec<_>, Vec<_>) = api
            .resources
            .iter()
            .partition(|resource| resource.fake.is_some());
        with_fake.extend(others);
        let examples: Vec<_> = with_fake
            .into_iter()
            .flat_map(|resource| {
                resource
                    .methods
                    .iter()
                    .map(move |method| ExampleMethod { resource, method })
            })
            .filter(|example| example.method.deprecated.is_none() && !example.method.hidden)
            .collect();
        let first = |wanted: &dyn Fn(&ExampleMethod<'a>) -> bool| {
            examples.iter().copied().find(|example| wanted(example))
        };
        let lists =
            |example: &ExampleMethod<'_>| matches!(example.method.returns, Returns::Pages(_));
        let reads = |example: &ExampleMethod<'_>| {
            matches!(example.method.returns, Returns::Value(_))
                && example.method.route.verb == Verb::Get
        };
        Self {
            simple: first(&|example| lists(example) && is_simple(example))
                .or_else(|| first(&is_simple)),
            write: first(&writes),
            read: first(&|example| reads(example) && has_argument(example))
                .or_else(|| first(&reads))
                .or_else(|| first(&responds)),
            list: first(&|example| lists(example) && is_simple(example)).or_else(|| first(&lists)),
            events: first(&|example| matches!(example.method.returns, Returns::Events(_))),
            wait: first(&|example| example.method.wait.is_some()),
            upload: first(&|example| example.method.upload.is_some()),
        }
    }
}

/// Returns `true` if a call needs no arguments.
fn is_simple(example: &ExampleMethod<'_>) -> bool {
    example.resource.parent.is_none() && example.method.required_inputs().is_empty()
}

fn has_argument(example: &ExampleMethod<'_>) -> bool {
    let mut params = example.method.params.iter();
    params.any(|param| matches!(param.source, ParamSource::Argument(_)))
}

fn responds(example: &ExampleMethod<'_>) -> bool {
    matches!(example.method.returns, Returns::Value(_) | Returns::Nothing)
}

fn writes(example: &ExampleMethod<'_>) -> bool {
    let mut fields = example.method.body_fields().iter();
    matches!(example.method.returns, Returns::Value(_))
        && fields.any(|field| field.presence == Presence::Required)
}
