//! Selection of the sources of the runtime.

use crate::{
    helpers,
    support::{folder, project},
};
use std::collections::BTreeSet;

/// Files and folders that an API gets only if it needs them.
const OPTIONAL: &[&str] = &[
    "auth/api_key.rs",
    "auth/basic.rs",
    "auth/oauth2/",
    "auth/query_key.rs",
    "auth/several.rs",
    "call/by_status.rs",
    "call/outcome.rs",
    "call/pending.rs",
    "call/redirect.rs",
    "call/text.rs",
    "config/basic.rs",
    "config/oauth2.rs",
    "config/servers.rs",
    "content/",
    "downloads/",
    "error/with_value.rs",
    "events/",
    "json/boxed.rs",
    "json/constant.rs",
    "json/nullable.rs",
    "json/unknown_fields.rs",
    "json/value_at.rs",
    "lines/",
    "pages/",
    "request/brackets.rs",
    "request/body_entries.rs",
    "request/content_body.rs",
    "request/file_body.rs",
    "request/form.rs",
    "request/header_param.rs",
    "request/idempotency.rs",
    "request/joined.rs",
    "request/multipart.rs",
    "request/query_deep.rs",
    "request/query_entries.rs",
    "request/reference.rs",
    "request/text_body.rs",
    "request/whole_list.rs",
    "testing/brackets.rs",
    "testing/by_status.rs",
    "testing/downloads.rs",
    "testing/enveloped_pages.rs",
    "testing/events.rs",
    "testing/fake/",
    "testing/fixture.rs",
    "testing/form.rs",
    "testing/multipart.rs",
    "testing/lines.rs",
    "testing/pages.rs",
    "testing/redirects.rs",
    "testing/texts.rs",
    "testing/webhooks.rs",
    "text/dotted.rs",
    "text/link.rs",
    "transport/hosts.rs",
    "values/base64.rs",
    "values/base64url.rs",
    "values/checked_text.rs",
    "values/date/",
    "values/decimal.rs",
    "values/duration/",
    "values/enums.rs",
    "values/int64.rs",
    "values/integer_enums.rs",
    "values/invalid_value.rs",
    "values/rfc2822.rs",
    "values/time_of_day/",
    "values/timestamp/",
    "values/uint64.rs",
    "values/one_of.rs",
    "values/tag_key.rs",
    "values/tag_path.rs",
    "values/union.rs",
    "values/union_writer.rs",
    "values/unix_time.rs",
    "values/unknown_variant.rs",
    "values/url.rs",
    "values/uuid.rs",
    "values/mod.rs",
    "upload/",
    "wait/",
    "webhooks/",
];

/// The crates of the zoo and of the other APIs in the tests together have all files of the runtime, because these APIs have
/// every construct.
#[test]
fn apis_with_every_construct_get_all_of_the_runtime() {
    let mut emitted = emitted(&helpers::zoo().files);
    emitted.extend(helpers::apis().flat_map(|api| self::emitted(&api.files)));
    assert_eq!(
        emitted,
        sources(),
        "a golden is missing, or the table in generator/src/rust/runtime/folders.rs leaves out too much"
    );
}

/// An API with one method gets only the files that every API needs.
#[test]
fn an_api_with_one_method_gets_no_optional_part() {
    let spec = folder::temporary();
    let head = "name: Small\nversion: \"1\"\npackage: { name: least, version: 0.0.0 }\nbase_url: http://localhost:1\nauth: none\n";
    folder::write(&spec.path().join("api.yaml"), head);
    folder::write(
        &spec.path().join("resources/x.yaml"),
        "methods: { ping: { route: GET /ping } }",
    );
    let mut due = sources();
    for path in OPTIONAL {
        let all = due.len();
        due.retain(|file| !file.starts_with(path));
        assert!(due.len() < all, "the runtime has no `{path}`");
    }
    assert_eq!(emitted(&project::generated(spec.path()).files), due);
}

/// The example of layers in the documentation of `Transport` is code of a consumer, which is compiled and run.
#[test]
fn the_example_of_layers_is_tested() {
    let consumer = folder::read(&project::tests("consumer/src/middleware.rs"));
    let tested = consumer.split_once("// The documentation of `Transport` has these lines.\n");
    let (_, tested) = tested.expect("the consumer has the lines");
    let (tested, _) = tested
        .split_once("// End of these lines.")
        .expect("they end");
    let transport = project::path("generator/runtime/src/runtime/transport/mod.rs");
    let transport = folder::read(&transport);
    let documented = transport
        .split_once("/// ```ignore\n")
        .expect("an example")
        .1;
    let documented = documented.split_once("/// ```\n").expect("it ends").0;
    // The imports come first. They name the crate otherwise than the consumer.
    let documented = documented.split_once("///\n").expect("imports").1;
    let lines = documented
        .lines()
        .map(|line| line.strip_prefix("/// ").unwrap_or_default());
    assert!(lines.eq(tested.trim_end().lines()), "{tested}");
}

/// Returns the emitted paths below `runtime/`.
fn emitted(files: &[generator::output::File]) -> BTreeSet<String> {
    let paths = files
        .iter()
        .filter_map(|file| file.path.strip_prefix("src/runtime/"));
    paths.map(str::to_owned).collect()
}

/// Returns the paths below `runtime/` of the sources.
fn sources() -> BTreeSet<String> {
    let root = project::path("generator/runtime/src/runtime");
    let files = folder::files(&root);
    files
        .iter()
        .map(|file| helpers::inside(&root, file))
        .collect()
}
