//! Syntax that the oldest toolchain of the emitted crate does not know. Clippy reports newer parts of the standard
//! library, but no newer syntax. `.ci/features` builds the crate with that toolchain, where it is installed.

use crate::helpers;
use std::path::Path;
use syn::visit::Visit;

#[test]
fn emitted_crates_have_no_let_chains() {
    let apis = helpers::apis().chain([helpers::zoo(), helpers::sdk()]);
    let files = apis.flat_map(|api| &api.files);
    let rust = files.filter(|file| Path::new(&file.path).extension().is_some_and(|e| e == "rs"));
    for file in rust.filter(|file| file.text.contains("&&")) {
        let parsed = syn::parse_file(&file.text).expect("the sources are Rust");
        let mut chains = LetChains(0);
        chains.visit_file(&parsed);
        let name = &file.path;
        assert_eq!(chains.0, 0, "{name}: Rust knows chains of `let` since 1.88");
    }
}

/// Number of conditions that combine a `let` with others.
struct LetChains(usize);

impl<'ast> Visit<'ast> for LetChains {
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let operands = [&*binary.left, &*binary.right];
        let is_let = |operand: &&&syn::Expr| matches!(operand, syn::Expr::Let(_));
        self.0 += operands.iter().filter(is_let).count();
        syn::visit::visit_expr_binary(self, binary);
    }
}
