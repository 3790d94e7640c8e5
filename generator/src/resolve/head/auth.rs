//! Credentials, and the environment variables that they are read from.

use super::header::{HeaderContent, own_header_name};
use crate::{
    model::Auth,
    resolve::{files::text, reporter::Reporter},
    syntax,
};

/// Resolves `auth:`.
pub(super) fn auth(reporter: &Reporter, api: &syntax::ApiFile) -> Auth {
    match &api.auth {
        syntax::AuthDecl::None => Auth::None,
        syntax::AuthDecl::Bearer => Auth::Bearer {
            env: text(api.env.api_key.as_ref()),
        },
        syntax::AuthDecl::Basic => Auth::Basic {
            username: text(api.env.username.as_ref()),
            password: text(api.env.password.as_ref()),
        },
        syntax::AuthDecl::Header(name) => Auth::Header {
            name: own_header_name(reporter, name, HeaderContent::ApiKey),
            env: text(api.env.api_key.as_ref()),
        },
    }
}
