//! Unions without a tag, and nested unions: no document overflows the stack.

use sdk_runtime::models::{House, Tree};
use serde_json::{Value, json};

use crate::support::api::{GET, fake_client, on};
use crate::support::fake::{Fake, answer};

/// Surrounds a text with a prefix and a suffix the given number of times.
fn around(times: usize, before: &str, kernel: &str, after: &str) -> String {
    format!("{}{kernel}{}", before.repeat(times), after.repeat(times))
}

fn trees(depth: usize) -> String {
    let before = r#"{"kind":"branch","branch":["#;
    around(depth, before, r#"{"kind":"leaf"}"#, "]}")
}

/// Returns the outcome of a call with this response body.
async fn call(body: &str) -> Result<Tree, String> {
    let fake = Fake::new([answer(200, body)]);
    let outcome = on(&fake_client(&fake), &GET, "a").value::<Tree>().await;
    outcome.map_err(|error| {
        assert!(error.is_decode(), "{error}");
        assert!(format!("{error:?} {error:#?}").len() < 10_000);
        error.to_string()
    })
}

#[tokio::test]
async fn unions_in_unions_are_decoded_as_far_as_is_safe() {
    let mut tree = call(&trees(60)).await.unwrap();
    for _ in 0..60 {
        tree = match tree {
            Tree::Branch(mut inner) => inner.remove(0),
            other => panic!("{other:?}"),
        };
    }
    assert_eq!(tree, Tree::Leaf);
    for depth in [70, 5_000, 100_000] {
        let error = call(&trees(depth)).await.unwrap_err();
        assert!(
            error.contains("nested too deeply, expected at most 127 levels"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn nesting_inside_of_unions_is_limited() {
    for kind in ["free", "unknown"] {
        let deep = |depth| {
            let inner = around(depth, "[", "", "]");
            format!(r#"{{"kind":"{kind}","{kind}":{inner}}}"#)
        };
        let tree = call(&deep(120)).await.unwrap();
        assert_eq!(tree, tree.clone());
        assert!(format!("{tree:?} {tree:#?}").len() < 500_000);
        for depth in [128, 100_000] {
            let error = call(&deep(depth)).await.unwrap_err();
            assert!(error.contains("nested too deeply"), "{error}");
        }
    }
}

#[tokio::test]
async fn brackets_in_strings_are_not_nesting() {
    let text = r#"[{\"[\\"#.repeat(1_000);
    let body = format!(r#"{{"kind":"free","free":["{text}","]"]}}"#);
    assert!(matches!(call(&body).await.unwrap(), Tree::Free(_)));
    let body = format!(r#"{{"kind":"new","{text}":"{text}"}}"#);
    assert!(matches!(call(&body).await.unwrap(), Tree::Unknown(_)));
}

#[test]
fn promise_14_a_union_with_content_but_no_tag_is_kept() {
    for content in [
        json!({"flat": {"id": "a"}}),
        json!({"id": "a"}),
        json!({"kind": null, "branch": []}),
        json!({"kind": "", "x": false}),
        json!({"kind": 5}),
        json!({"kind": {}}),
    ] {
        let house = json!({"tree": content, "shade": content});
        let house: House = serde_json::from_value(house).unwrap();
        for union in [house.tree, house.shade] {
            let Some(Tree::Unknown(unknown)) = &union else {
                panic!("{content} is {union:?}");
            };
            assert_eq!(unknown.tag().trim(), "");
            assert_eq!(serde_json::to_value(&union).unwrap(), content);
        }
        let list = json!({"kind": "branch", "branch": [content]});
        let tree: Tree = serde_json::from_value(list.clone()).unwrap();
        assert_eq!(serde_json::to_value(&tree).unwrap(), list);
    }
    let text = r#"{ "x": 1.50, "kind": " " }"#;
    let tree: Tree = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&tree).unwrap(), text);
}

#[test]
fn promise_14_an_empty_union_is_none() {
    for empty in [
        json!({}),
        json!({"kind": null}),
        json!({"kind": ""}),
        json!({"kind": " ", "flat": null}),
    ] {
        let house = json!({"tree": empty, "shade": empty});
        let house: House = serde_json::from_value(house).unwrap();
        assert_eq!((house.tree, house.shade), (None, None), "{empty}");
        let list = json!({"kind": "branch", "branch": [empty]});
        let tree: Tree = serde_json::from_value(list.clone()).unwrap();
        let back: Value = serde_json::to_value(&tree).unwrap();
        assert_eq!(back, list, "items of lists are kept");
    }
}
