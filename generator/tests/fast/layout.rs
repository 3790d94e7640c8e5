//! The layout of emitted files keeps their tokens.

use crate::support::{folder, project, resolved, zoo};
use generator::{print::print, rust};
use proc_macro2::{TokenStream, TokenTree};

#[test]
fn the_text_of_every_file_has_the_tokens_that_were_emitted() {
    let spec = folder::temporary();
    zoo::describe(spec.path());
    for spec in [spec.path(), &project::path("spec")] {
        let api = resolved::resolved(spec);
        for file in rust::files(&api) {
            let text = print("header", file.tokens()).expect("the tokens are Rust");
            let printed = text.parse().expect("the text is tokens");
            let (printed, emitted) = (words(printed), words(file.tokens()));
            let pairs = printed.iter().zip(&emitted);
            let same = pairs.take_while(|(a, b)| a == b).count();
            let around = |words: &[String]| {
                words[same.saturating_sub(9)..]
                    .iter()
                    .take(12)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            assert!(
                printed == emitted,
                "{}: {} instead of {}",
                file.path,
                around(&printed),
                around(&emitted)
            );
        }
    }
}

/// Returns the tokens, without what the layout decides: commas at the end of a group or of the arguments of a type.
fn words(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let mut inner = words(group.stream());
                if inner.last().is_some_and(|word| word == ",") {
                    inner.pop();
                }
                all.push(format!("{:?}", group.delimiter()));
                all.append(&mut inner);
            }
            // Documentation is printed as comments, whose literals may be of another form.
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                all.push(text.map_or_else(
                    |_| literal.to_string(),
                    |text| format!("{:?}", text.value()),
                ));
            }
            token => {
                let word = token.to_string();
                if word == ">" && all.last().is_some_and(|last| last == ",") {
                    all.pop();
                }
                all.push(word);
            }
        }
    }
    all
}

#[test]
fn irregular_items_keep_their_tokens() {
    let code = r#"
        fn a<'a, T: ?Sized>(x: &'a mut [T], y: i32) -> bool {
            let z = -y * 2 + !y - y / 3 % 4;
            if x.len() >= 3 && y != 0 || y <= 9 { return !(z < 1) }
            match (y, z) { (1..=5, _) | (_, 3..) => true, (a, b) if a == b => { *x = *x; false } _ => y << 2 == z >> 1 }
        }
        impl<T> B<T> where T: Fn(&str) -> Vec<Vec<u8>> {
            const C: u8 = 1;
            fn d(&self) { self.e += 1; let f = |a, b| a && b; let g = || 1; 'h: loop { break 'h; } }
            fn i(&self) -> Option<(u8,)> { self.f::<Vec<u8>>(b"x", 'c', 1.5e3, r"\d")?.await?; Some((1,)) }
        }
    "#;
    let tokens: TokenStream = code.parse().expect("these are tokens");
    let text = print("header", tokens.clone()).expect("the tokens are Rust");
    let printed = syn::parse_str::<syn::File>(&text).expect("the text is Rust");
    let expected = syn::parse2::<syn::File>(tokens).expect("the tokens are Rust");
    assert_eq!(
        prettyplease::unparse(&printed),
        prettyplease::unparse(&expected)
    );
}
