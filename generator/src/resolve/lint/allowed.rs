//! Warnings that a description allows with `allow:`.

use crate::{
    diagnostic::{Code, Diagnostic},
    model::ModelId,
    resolve::{declared::Declaration, reporter::Reporter, shaped::ShapedModels},
    source::Span,
};

/// Warnings about models, which can be allowed.
const ABOUT_MODELS: [Code; 3] = [
    Code::UnusedModel,
    Code::NoUnspecified,
    Code::HiddenErrorField,
];

/// Warnings that are allowed, and have not been found so far.
pub(in crate::resolve) struct Allowed(Vec<(ModelId, Code, Span)>);

impl Allowed {
    /// Reads `allow:` of all models, and reports words that are not codes of warnings about models.
    pub(in crate::resolve) fn read(reporter: &Reporter, declarations: &[Declaration<'_>]) -> Self {
        let mut allowed = Vec::new();
        let models = declarations.iter().filter(|found| found.model.is_some());
        for (index, declaration) in models.enumerate() {
            for word in &declaration.syntax.allow {
                match Code::find(word).filter(|code| ABOUT_MODELS.contains(code)) {
                    Some(code) => allowed.push((ModelId(index), code, word.span)),
                    None => {
                        let message = format!("`allow` does not accept `{}`", word.value);
                        let known = ABOUT_MODELS.map(|code| format!("`{}`", code.id()));
                        let help = format!("use one of {}", known.join(", "));
                        reporter.report(Diagnostic::at(
                            Code::UnknownValue,
                            word.span,
                            message,
                            help,
                        ));
                    }
                }
            }
        }
        Self(allowed)
    }

    /// Reports a warning about a model, unless it is allowed.
    pub(super) fn warn(
        &mut self,
        reporter: &Reporter,
        models: &ShapedModels,
        id: ModelId,
        code: Code,
        message: String,
        help: &str,
    ) {
        let mut allowed = self.0.iter();
        match allowed.position(|(model, allowed, _)| (*model, *allowed) == (id, code)) {
            Some(at) => {
                self.0.remove(at);
            }
            None => {
                let span = models.get(id).declared.span;
                reporter.report(Diagnostic::at(code, span, message, help));
            }
        }
    }

    /// Reports warnings that are allowed, but have not been found.
    pub(super) fn report_unused(self, reporter: &Reporter) {
        for (_, code, span) in self.0 {
            let message = format!(
                "`allow: [{0}]` has no effect: there is no warning {0}",
                code.id()
            );
            let help = format!("remove {} from `allow:`", code.id());
            reporter.report(Diagnostic::at(Code::RedundantOverride, span, message, help));
        }
    }
}
