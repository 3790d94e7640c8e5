//! Snippets of the testing kit.

use super::{
    choice::Choice,
    scaffold::{formatted, imports, outcome},
};
use crate::{
    model::{Api, Returns, Type, Verb},
    rust::{
        example::{docs::call, result},
        testing,
    },
};
use quote::quote;

/// Status after which the call in the snippet is retried.
const UNAVAILABLE: u16 = 503;

/// Returns a test in which a call fails once and is retried, or the start of a test if the API does not retry or has no
/// model to reply with.
pub(super) fn testing(api: &Api, choice: &Choice<'_>) -> String {
    retry(api, choice).unwrap_or_else(|| start(api))
}

fn start(api: &Api) -> String {
    let imports = imports(api, &["Client", "testing::Server"]);
    let function = quote! {
        fn nothing_is_sent() {
            let server = Server::new();
            let client: Client = server.client();
            println!("{client:?}");
            assert!(server.requests().is_empty());
        }
    };
    formatted(&imports, &[function])
}

fn retry(api: &Api, choice: &Choice<'_>) -> Option<String> {
    let retries = api.head.max_retries > 0 && api.head.retry_statuses.contains(&UNAVAILABLE);
    let read = choice
        .read
        .filter(|read| read.method.route.verb == Verb::Get);
    let example = read.filter(|_| retries)?;
    let Returns::Value(ty @ Type::Model(id)) = &example.method.returns else {
        return None;
    };
    let on = testing::server_method(example.resource, example.method);
    let fixture = testing::fixture(api.models.get(*id));
    let imports = imports(api, &["Client", "testing::Server", "testing::fixtures"]);
    let code = call(api, example.resource, example.method, &imports);
    let outcome = outcome();
    let name = result::variable(api, ty, "response");
    let print = result::print(api, ty, &name);
    let function = quote! {
        async fn call_is_retried() -> #outcome {
            let server = Server::new();
            let replies = server.#on().status(503).reply(fixtures::#fixture());
            let client: Client = server.client();
            let #name = #code.await?;
            #print
            assert_eq!(replies.requests().len(), 2);
            Ok(())
        }
    };
    Some(formatted(&imports, &[function]))
}

/// Returns a test against the fake of a resource, if one has a fake.
pub(super) fn fake(api: &Api) -> Option<String> {
    let resource = api
        .resources
        .iter()
        .find(|resource| resource.fake.is_some())?;
    let fake = resource.fake.as_ref()?;
    let mut methods = resource.methods.iter();
    let create = methods.find(|method| method.name.rust() == fake.create.rust())?;
    let name = testing::fake_method(resource);
    let imports = imports(api, &["Client", "testing::Server"]);
    let code = call(api, resource, create, &imports);
    let outcome = outcome();
    let function = quote! {
        async fn fake_stores_items() -> #outcome {
            let server = Server::new();
            let fake = server.#name();
            let client: Client = server.client();
            #code.await?;
            assert_eq!(fake.items().len(), 1);
            Ok(())
        }
    };
    Some(formatted(&imports, &[function]))
}
