//! Path parameters that a client is given once.

use super::environment::check_name;
use crate::{
    model::ClientParam,
    names::Role,
    resolve::{
        docs::docs,
        examples::client_param,
        files::text,
        names::{name, name_of},
        reporter::Reporter,
        scope::{Named, Scope},
    },
    syntax,
};

/// Resolves `client_params:`. `scope` has the names of other methods of the builder. The second list has the wire names of
/// those that are wrong.
pub(super) fn client_params(
    reporter: &Reporter,
    api: &syntax::ApiFile,
    scope: &mut Scope,
) -> (Vec<ClientParam>, Vec<String>) {
    let (mut params, mut broken) = (Vec::new(), Vec::new());
    for (key, param) in &api.client_params.entries {
        if let Some(env) = &param.env {
            check_name(reporter, env);
        }
        let Some(name) = name(reporter, Role::ClientParam, key, param.rust.as_ref()) else {
            broken.push(key.value.clone());
            continue;
        };
        // The name is also that of a setter, for which more words are reserved.
        let span = param.rust.as_ref().map_or(key.span, |rust| rust.span);
        let _ = name_of(reporter, Role::Setter, name.rust(), span, None);
        let example = param.example.as_ref();
        if scope.claim(reporter, Named::ClientParam, &name, key.span) {
            params.push(ClientParam {
                name,
                docs: docs(param.docs.as_ref()),
                env: text(param.env.as_ref()),
                example: example.and_then(|node| client_param(reporter, node)),
            });
        } else {
            broken.push(key.value.clone());
        }
    }
    (params, broken)
}
