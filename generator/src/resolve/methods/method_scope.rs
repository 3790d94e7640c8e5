//! The scope of one method.

use crate::{
    names::Name,
    resolve::{
        definitions::Definitions,
        examples::Examples,
        masks::Masks,
        reporter::Reporter,
        scope::{Named, Scope},
        types::TypeScope,
    },
    source::Span,
    syntax,
};

/// Everything that the parts of one method share while it is resolved.
pub(super) struct MethodScope<'a, 'm> {
    pub(super) definitions: Definitions<'m>,
    pub(super) masks: &'a mut Masks<'m>,
    pub(super) resource: &'a syntax::ResourceFile,
    pub(super) method: &'a syntax::MethodDecl,
    /// Names of arguments and setters.
    pub(super) names: Scope,
}

impl<'m> MethodScope<'_, 'm> {
    /// Returns the sink of diagnostics.
    pub(super) fn reporter(&self) -> &'m Reporter {
        self.definitions.reporter
    }

    /// Returns the scope of types where field masks are allowed.
    pub(super) fn types(&mut self) -> TypeScope<'_, 'm> {
        self.definitions.types(self.masks)
    }

    /// Returns the reader of examples of inputs.
    pub(super) fn examples(&self) -> Examples<'_> {
        Examples {
            is_partial: true,
            ..self.documented(true)
        }
    }

    /// Returns the reader of whole requests or responses.
    pub(super) fn documented(&self, is_request: bool) -> Examples<'_> {
        Examples {
            reporter: self.definitions.reporter,
            models: self.definitions.models,
            masks: Some(self.masks),
            is_request,
            is_partial: false,
            is_read: false,
        }
    }

    /// Claims the name of an argument or a setter.
    pub(super) fn claim(&mut self, named: Named, name: &Name, span: Span) -> bool {
        self.names
            .claim(self.definitions.reporter, named, name, span)
    }
}
