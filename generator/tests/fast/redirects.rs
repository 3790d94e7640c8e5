//! Statuses of redirects: those that a description may name, compared with those that the runtime takes for one.

use crate::support::{folder, project};
use generator::model::REDIRECTS;

#[test]
fn the_runtime_knows_all_statuses_of_redirects() {
    let path = "generator/runtime/src/runtime/call/redirect.rs";
    let listed = REDIRECTS.map(|status| status.to_string()).join(", ");
    let constant = format!("const REDIRECTS: &[u16] = &[{listed}];");
    let runtime = folder::read(&project::path(path));
    assert!(
        runtime.contains(&constant),
        "`{constant}` is missing in {path}: it must agree with generator/src/model/statuses.rs"
    );
}
