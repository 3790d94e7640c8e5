//! Single changes of a description, with the verdict of each, and ten changes like those of a real API.

use crate::support::project;
use generator::{
    compare::{Change, ChangedItem, Comparison, DescriptionVersion, Verdict},
    source::Sources,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

pub use Verdict::{Major, Minor, Patch};

/// A change of the description `tests/compare/depot`.
pub struct Case {
    /// Title.
    pub title: &'static str,
    /// Replacements of text: the file, the old text and the new one. An empty old text adds the new one at the end.
    pub edits: &'static [(&'static str, &'static str, &'static str)],
    /// Path of the element that differs, and that decides the verdict.
    pub path: &'static str,
    /// Verdict of the whole.
    pub verdict: Verdict,
    /// Verdict of the Rust interface alone, which `cargo semver-checks` can judge.
    pub rust: Verdict,
    /// Text that the change has.
    pub effect: &'static str,
}

/// Creates a case in which the Rust interface alone has the verdict of the whole.
const fn same(
    title: &'static str,
    edits: &'static [(&'static str, &'static str, &'static str)],
    path: &'static str,
    verdict: Verdict,
    effect: &'static str,
) -> Case {
    Case {
        title,
        edits,
        path,
        verdict,
        rust: verdict,
        effect,
    }
}

/// Creates a case with a break that the compiler does not see.
const fn wire(
    title: &'static str,
    edits: &'static [(&'static str, &'static str, &'static str)],
    path: &'static str,
    verdict: Verdict,
    effect: &'static str,
) -> Case {
    Case {
        title,
        edits,
        path,
        verdict,
        rust: Patch,
        effect,
    }
}

const API: &str = "api.yaml";
const SHARED: &str = "shared.yaml";
const PARCELS: &str = "resources/parcels.yaml";
const VANS: &str = "resources/vans.yaml";
const ROUTES: &str = "resources/vans/routes.yaml";
const CARTS: &str = "resources/carts.yaml";

/// All cases.
#[rustfmt::skip]
pub const CASES: &[Case] = &[
    // Resources and methods.
    same("resource added", &[(CARTS, "", "docs: Carts.\npath: /carts\nmethods:\n  push: { route: POST, docs: Pushes a cart. }\n")], "carts", Minor, "feature carts` added"),
    same("resource removed", &[(ROUTES, "docs: Routes of a van.", "REMOVED")], "vans.routes", Major, "Vans::routes()` removed"),
    same("method added", &[(VANS, "methods:", "methods:\n  tow: { route: \"POST /{id}:tow\", docs: Tows a van. }\n")], "vans.tow", Minor, "`POST /vans/{}:tow`"),
    same("method removed", &[(PARCELS, "  delete:\n    route: DELETE /{id}\n    docs: Deletes a parcel.\n", "")], "parcels.delete", Major, "`DELETE /depots/{}/parcels/{}`"),
    same("method renamed", &[(PARCELS, "  delete:", "  remove:")], "parcels.remove", Major, "method renamed, was `parcels.delete`"),
    wire("method with another key and the same Rust names", &[(PARCELS, "  delete:\n    route: DELETE /{id}", "  remove:\n    rust: delete\n    route: DELETE /{id}")], "", Patch, ""),
    wire("route: another path", &[(PARCELS, "GET /{id}/label", "GET /{id}/sticker")], "parcels.label", Major, "route: `GET /depots/{}/parcels/{}/sticker`, was `GET /depots/{}/parcels/{}/label`"),
    wire("route: another HTTP method", &[(PARCELS, "PATCH /{id}", "PUT /{id}")], "parcels.update", Major, "route: `PUT"),
    wire("path parameter renamed", &[(PARCELS, "GET /{id}/label\n", "GET /{parcel}/label\n    params: { parcel: Identifier of the parcel. }\n")], "parcels.label.parcel", Patch, "renamed, was `parcels.label.id`"),
    wire("path parameter that keeps slashes", &[(PARCELS, "GET /{id}/label", "GET /{id*}/label")], "parcels.label", Major, "route"),
    same("client parameter required", &[(PARCELS, "    docs: Deletes a parcel.", "    docs: Deletes a parcel.\n    params: { depotId: { docs: Depot., required: true } }")], "parcels.delete.depot_id", Major, "source of the value: `argument`, was `client`"),
    same("type of a path parameter", &[(VANS, "  id: Identifier of the van.", "  id: { type: int64, docs: Identifier of the van. }")], "vans.wash.id", Major, "type: `int64`, was `string`"),
    same("documentation of a method", &[(PARCELS, "docs: Deletes a parcel.", "docs: Deletes a parcel for good.")], "parcels.delete", Patch, "documentation: changed"),
    wire("method deprecated", &[(PARCELS, "docs: Deletes a parcel.", "docs: Deletes a parcel.\n    deprecated: Archive it.")], "parcels.delete", Minor, "deprecation: added"),
    same("method hidden", &[(PARCELS, "docs: Deletes a parcel.", "docs: Deletes a parcel.\n    hidden: true")], "parcels.delete", Major, "hidden in the documentation: added"),
    wire("timeout", &[(PARCELS, "timeout: 10s", "timeout: 20s")], "parcels.move", Patch, "timeout: `20s`, was `10s`"),
    wire("retries", &[(PARCELS, "timeout: 10s", "timeout: 10s\n    retries: 0")], "parcels.move", Patch, "retries"),
    wire("idempotent", &[(PARCELS, "timeout: 10s", "timeout: 10s\n    idempotent: true")], "parcels.move", Minor, "safe to repeat: `true`, was not set"),
    wire("server of a method", &[(PARCELS, "    server: archive\n", "")], "parcels.search", Major, "server: `default`, was `archive_url`"),
    wire("authentication of a method", &[(PARCELS, "    server: archive\n", "    server: archive\n    auth: none\n")], "parcels.search", Major, "authentication: `none`, was not set"),
    wire("constant header of a method", &[(PARCELS, "timeout: 10s", "timeout: 10s\n    headers: { Depot-Mode: fast }")], "parcels.move", Minor, "constant headers"),
    // What a method returns.
    same("result of another type", &[(VANS, "    returns: Van\n", "    returns: Load\n")], "vans.find", Major, "result: `Load`, was `Van`"),
    same("result where there was none", &[(PARCELS, "timeout: 10s", "timeout: 10s\n    returns: Parcel")], "parcels.move", Major, "result: `Parcel`, was `nothing`"),
    same("pages in place of a list", &[(VANS, "    returns: list of Van", "    query: { \"cursor?\": string }\n    returns: page of Van")], "vans.list", Major, "result: `page of Van`, was `list of Van`"),
    wire("pagination", &[(API, "next: next,", "next: links.next,")], "parcels.list", Major, "next: links.next"),
    wire("rules of a stream", &[(API, "housekeeping: [ping]", "housekeeping: [ping, open]")], "parcels.watch", Major, "rules of the stream: changed"),
    wire("states that end a wait", &[(PARCELS, "until: { state: [SENT] }", "until: { state: [PACKED, SENT] }")], "parcels.retrieve", Minor, "states that end a wait: changed"),
    same("wait removed", &[(PARCELS, "    wait: { until: { state: [SENT] }, every: 10s, most: 30m }\n", "")], "parcels.retrieve", Major, "wait()` removed"),
    same("status without a value", &[(VANS, "    returns: Van\n", "    statuses: { 202: pending }\n    returns: Van\n")], "vans.find", Major, "statuses and their meanings"),
    same("status with another kind of response", &[(VANS, "    returns: Van\n", "    statuses: { 302: redirect }\n    returns: Van\n")], "vans.find", Major, "`Van by status`, was `Van`"),
    // Parameters.
    same("optional query parameter added", &[(PARCELS, "    query:\n", "    query:\n      color?: { type: string, docs: Color. }\n")], "parcels.list.color", Minor, "`query`, `color`, `string`, `optional`"),
    same("required query parameter added", &[(PARCELS, "    query:\n", "    query:\n      color: { type: string, docs: Color. }\n")], "parcels.list.color", Major, "Parcels::list()`: `fn(&self, impl Into<String>)"),
    same("query parameter removed", &[(PARCELS, "      limit?: { type: int32, docs: Maximum number of results per page. }\n", "")], "parcels.list.limit", Major, "limit()` removed"),
    same("query parameter of another type", &[(PARCELS, "limit?: { type: int32", "limit?: { type: int64")], "parcels.list.limit", Major, "type: `int64`, was `int32`"),
    same("query parameter becomes required", &[(PARCELS, "since?: { type", "since: { type")], "parcels.list.since", Major, "presence: `required`, was `optional`"),
    same("query parameter becomes optional", &[(VANS, "by: { type", "by?: { type")], "vans.find.by", Major, "presence: `optional`, was `required`"),
    wire("query parameter with another name on the wire", &[(PARCELS, "limit?: { type: int32,", "limit?: { type: int32, wire: pageSize, rust: limit,")], "parcels.list.limit", Major, "name on the wire: `pageSize`, was `limit`"),
    same("query parameter with another Rust name", &[(PARCELS, "limit?: { type: int32,", "limit?: { type: int32, rust: page_size,")], "parcels.list.page_size", Major, "renamed, was `parcels.list.limit`"),
    wire("style of a list in the query", &[(PARCELS, "states?: { type: list of ParcelState,", "states?: { type: list of ParcelState, style: comma,")], "parcels.list.states", Major, "style in the query: `comma`, was `repeated`"),
    same("encoding of a date-time in the query", &[(PARCELS, "since?: { type: datetime,", "since?: { type: unix_seconds,")], "parcels.list.since", Major, "type: `unix_seconds`, was `datetime`"),
    wire("constant query parameter added", &[(VANS, "    query:\n", "    query:\n      mode: { const: full }\n")], "vans.find.mode", Major, "parameter added"),
    same("header parameter removed", &[(PARCELS, "    headers:\n      Depot-Zone?: { type: string, docs: Zone of the parcel. }\n", "")], "parcels.create.depot_zone", Major, "removed"),
    wire("header parameter with another name on the wire", &[(PARCELS, "Depot-Zone?: {", "Zone?: { rust: depot_zone,")], "parcels.create.depot_zone", Major, "name on the wire: `zone`, was `depot-zone`"),
    wire("header in place of a query parameter", &[(VANS, "    query:\n      by: {", "    headers:\n      by: {")], "vans.find.by", Major, "place in the request: `header`, was `query`"),
    wire("header of the idempotency key", &[(PARCELS, "idempotency: Idempotency-Key", "idempotency: Request-Key")], "parcels.create.idempotency_key", Major, "name on the wire: `request-key`, was `idempotency-key`"),
    same("no idempotency key", &[(PARCELS, "    idempotency: Idempotency-Key\n", "")], "parcels.create.idempotency_key", Major, "removed"),
    same("required body field added", &[(PARCELS, "      name: { type: string, docs: Name on the label. }\n      to:", "      name: { type: string, docs: Name on the label. }\n      zone: { type: int32, docs: Zone. }\n      to:")], "parcels.create.zone", Major, "Parcels::create()`"),
    same("optional body field added", &[(PARCELS, "      to: {", "      zone?: { type: int32, docs: Zone. }\n      to: {")], "parcels.create.zone", Minor, "zone()` added"),
    wire("arguments of the same type in another order", &[(PARCELS, "      shelf: { type: string, docs: Shelf to move it to. }\n      reason: { type: string, docs: Reason of the move. }\n", "      reason: { type: string, docs: Reason of the move. }\n      shelf: { type: string, docs: Shelf to move it to. }\n")], "parcels.move", Major, "order of the arguments"),
    same("format of a request body", &[(PARCELS, "    body_format: form\n", "")], "parcels.search", Major, "format of the request body: `json`, was `form with lists in brackets`"),
    same("body field that may be null no longer", &[(PARCELS, "note?: { type: string or null", "note?: { type: string")], "parcels.create.note", Major, "type: `string`, was `string or null`"),
    same("setter for an entry renamed", &[(PARCELS, "entry: label,", "entry: tag,")], "parcels.create.labels", Major, "label()` removed"),
    // Models.
    same("optional field added", &[(PARCELS, "      weight?:", "      color?: { type: string, docs: Color. }\n      weight?:")], "Parcel.color", Minor, "`models::Parcel.color` added"),
    same("required field of a response added", &[(VANS, "      load: {", "      color: { type: string, docs: Color. }\n      load: {")], "Van.color", Minor, "`models::Van.color` added"),
    same("required field of a request added", &[(SHARED, "      street: {", "      city: { type: string, docs: City. }\n      street: {")], "Address.city", Major, "Address"),
    same("required read-only field of a request added", &[(PARCELS, "      createdAt?: {", "      color: { type: string, read_only: true, docs: Color. }\n      createdAt?: {")], "Parcel.color", Minor, "added"),
    same("field removed", &[(PARCELS, "      weight?: { type: float, docs: Weight in kilograms. }\n", "")], "Parcel.weight", Major, "`models::Parcel.weight` removed"),
    same("field of another type", &[(PARCELS, "weight?: { type: float", "weight?: { type: int32")], "Parcel.weight", Major, "type: `int32`, was `float`"),
    same("field becomes required", &[(PARCELS, "weight?: {", "weight: {")], "Parcel.weight", Major, "`models::Parcel.weight`: `f64`, was `Option<f64>`"),
    same("field becomes optional", &[(VANS, "load: {", "load?: {")], "Van.load", Major, "`Option<Load>`"),
    wire("field with another name on the wire", &[(PARCELS, "createdAt?: { type: datetime,", "created?: { type: datetime, rust: created_at,")], "Parcel.created_at", Major, "name on the wire: `created`, was `createdAt`"),
    same("field with another Rust name", &[(PARCELS, "weight?: { type: float,", "weight?: { type: float, rust: mass,")], "Parcel.mass", Major, "renamed, was `Parcel.weight`"),
    same("encoding of a date-time", &[(PARCELS, "createdAt?: { type: datetime,", "createdAt?: { type: unix_millis,")], "Parcel.created_at", Major, "type: `unix_millis`, was `datetime`"),
    same("field becomes read-only", &[(PARCELS, "weight?: { type: float,", "weight?: { type: float, read_only: true,")], "Parcel.weight", Major, "weight()` removed"),
    wire("constant of a field", &[(PARCELS, "sealed: { const: true,", "sealed: { const: false,")], "Letter.sealed", Major, "constant value: `false`, was `true`"),
    same("model added", &[(VANS, "  Machine:\n", "  Wheel: { docs: A wheel., allow: [W001], fields: { \"size?\": int32 } }\n  Machine:\n")], "Wheel", Minor, "`models::Wheel` added"),
    same("model renamed", &[(VANS, "  Machine:\n", "  Engine:\n"), (VANS, "type: Machine,", "type: Engine,")], "Machine", Major, "model removed"),
    wire("model with another key and the same Rust name", &[(VANS, "  Machine:\n", "  Engine:\n    rust: Machine\n"), (VANS, "type: Machine,", "type: Engine,")], "", Patch, ""),
    wire("model in another file, which is there with other features", &[(SHARED, "  Problem:\n", "  Machine:\n    docs: A machine.\n    fields:\n      power: { type: int32, docs: Power in watts. }\n  Problem:\n"), (VANS, "  Machine:\n    docs: A machine.\n    fields:\n      power: { type: int32, docs: Power in watts. }\n", "")], "crate", Patch, "`models::Machine`: `with any features`, was `with feature vans`"),
    same("fields that are not described are kept", &[(VANS, "    docs: A machine.\n", "    docs: A machine.\n    unknown_fields: keep\n")], "Machine", Minor, "unknown fields: `kept`, was not set"),
    // Enums and unions.
    same("enum value added", &[(PARCELS, "      SENT: It is on its way.\n", "      SENT: It is on its way.\n      LOST: Nobody knows.\n")], "ParcelState.Lost", Minor, "`models::ParcelState::Lost` added"),
    same("enum value removed", &[(PARCELS, "      PACKED: It is packed.\n", "")], "ParcelState.Packed", Major, "`models::ParcelState::Packed` removed"),
    wire("enum value with another text on the wire", &[(PARCELS, "      PACKED: It is packed.\n", "      BOXED: { docs: It is packed., rust: Packed }\n")], "ParcelState.Packed", Major, "name on the wire: `\"STATE_BOXED\"`, was `\"STATE_PACKED\"`"),
    wire("enum value with another number", &[(PARCELS, "LARGE: { value: 2", "LARGE: { value: 3")], "Size.Large", Major, "name on the wire: `3`, was `2`"),
    same("enum value renamed", &[(PARCELS, "LARGE: { value: 2", "HUGE: { value: 2")], "Size.Huge", Major, "renamed, was `Size.Large`"),
    wire("enum value deprecated", &[(PARCELS, "LARGE: { value: 2", "LARGE: { deprecated: Send two., value: 2")], "Size.Large", Minor, "deprecation: added"),
    same("variant added", &[(PARCELS, "      goods: {", "      money: { type: int32, docs: Money. }\n      goods: {")], "Content.Money", Minor, "`models::Content::Money` added"),
    same("variant removed", &[(PARCELS, "      goods: { type: string, docs: Goods in words. }\n", "")], "Content.Goods", Major, "`models::Content::Goods` removed"),
    same("variant with the type of another one", &[(VANS, "      machine: {", "      motor: { type: int32, docs: A motor. }\n      machine: {")], "Load.Motor", Minor, "added"),
    wire("tag of a union", &[(PARCELS, "    tag: kind\n", "    tag: type\n")], "Content", Major, "kind of the model: `union by type`, was `union by kind`"),
    wire("variant with another tag", &[(PARCELS, "      letter: { flat: Letter,", "      note: { flat: Letter, rust: Letter,")], "Content.Letter", Major, "name on the wire: `note`, was `letter`"),
    // Settings of the API.
    wire("base URL", &[(API, "base_url: https://depot.example", "base_url: https://api.depot.example")], "api", Minor, "base URL: `https://api.depot.example`, was `https://depot.example`"),
    wire("environment variable of the key", &[(API, "api_key: DEPOT_KEY", "api_key: DEPOT_TOKEN")], "auth.api_key", Major, "environment variable: `DEPOT_TOKEN`, was `DEPOT_KEY`"),
    wire("header of the key", &[(API, "auth: bearer", "auth: { header: x-key }")], "auth.api_key", Major, "place of the credentials: `x-key: KEY`, was `authorization: Bearer KEY`"),
    same("other credentials", &[(API, "auth: bearer", "auth: basic"), (API, "api_key: DEPOT_KEY, ", "")], "auth.api_key", Major, "removed"),
    wire("constant header of the API", &[(API, "Depot-Version: \"2026-01\"", "Depot-Version: \"2026-02\"")], "api", Major, "constant headers: `depot-version: 2026-02`, was `depot-version: 2026-01`"),
    wire("constant header of the API added", &[(API, "headers: {", "headers: { Depot-Mode: fast,")], "api", Major, "constant headers"),
    wire("timeout of the API", &[(API, "timeout: 60s", "timeout: 30s")], "api", Patch, "timeout: `30s`, was `60s`"),
    same("client parameter with another Rust name", &[(API, "depotId: {", "depotId: { rust: depot,")], "client.depot", Major, "renamed, was `client.depot_id`"),
    wire("URL of a server", &[(API, "archive.example\"", "old.example\"")], "servers.archive_url", Minor, "URL: "),
    wire("default of a URL variable", &[(API, "default: eu", "default: us")], "variables.region", Minor, "default value: `us`, was `eu`"),
    same("response header removed", &[(API, "response_headers:\n  Depot-Left: { type: int32, docs: Number of calls that are left. }\n", "")], "response.depot_left", Major, "removed"),
    wire("package with another name", &[(API, "name: depot-client", "name: depot-sdk")], "api", Major, "name of the package: `depot-sdk`, was `depot-client`"),
    wire("license", &[(API, "license: MIT", "license: Apache-2.0")], "api", Patch, "entries of the package: changed"),
    same("zero values left out", &[(API, "error: Problem", "error: Problem\nomits_defaults: true")], "api", Minor, "responses leave zero values out: `true`, was not set"),
    same("signature of webhooks", &[(API, "webhooks: Notice", "webhooks:\n  event: Notice\n  signature: { header: X-Signature, scheme: hmac_sha256, encoding: hex, signed: \"{body}\" }")], "webhooks", Major, "signature: changed"),
    same("no webhooks", &[(API, "webhooks: Notice\n", ""), (API, ", webhook_secret: DEPOT_SECRET", ""), (SHARED, "    docs: Event of a webhook.", "    docs: Event of a webhook.\n    allow: [W001]")], "webhooks", Major, "removed"),
    same("field of errors with another type", &[(SHARED, "code?: { type: int32", "code?: { type: string")], "Problem.code", Major, "type: `string`, was `int32`"),
    same("nested resource takes a number", &[(ROUTES, "  vanId: Identifier of the van.", "  vanId: { type: int64, docs: Identifier of the van. }")], "vans.routes", Major, "path parameters of the resource"),
    same("nothing", &[(API, "# The description", "# A description")], "", Patch, ""),
];

/// Changes of the real description like those that its history has. Each one is undone, so that the present description is the
/// new version.
#[rustfmt::skip]
pub const REAL: &[Case] = &[
    same("a method uploads content", &[("resources/uploads.yaml", "    upload: { url: info.uploadUrl, content_type: spec.contentType, content_length: spec.sizeBytes }\n", "")], "uploads.create", Minor, "UploadsCreate::upload()` added"),
    same("a method waits for a state", &[("resources/uploads.yaml", "    wait:\n      until: { info.status: [COMPLETE, CONSUMED] }\n      fail: { info.status: [EXPIRED] }\n      every: 1s\n      most: 5m\n", "")], "uploads.retrieve", Minor, "UploadsRetrieve::wait()` added"),
    same("a model follows from another one", &[("shared.yaml", "    from: AccountResourceMetadata\n", "")], "UpdateAccountResourceMetadata", Minor, "impl From<AccountResourceMetadata> for models::UpdateAccountResourceMetadata` added"),
    same("a destructive method takes the workspace as an argument", &[("resources/workspace_admin.yaml", "    params:\n      workspaceId:\n        example: ws_01HXK04Y7DY19FTA30KQYKDRRM\n        required: true\n        docs: Identifier of the workspace to archive, or its external id as `external_id:<value>`.\n", "")], "workspace_admin.archive.workspace_id", Major, "source of the value: `argument`, was `client`"),
    same("the info of a model is left out by default", &[("resources/memory_layers.yaml", "      info?:\n        type: MemoryLayerInfo", "      info:\n        type: MemoryLayerInfo")], "MemoryLayer.info", Major, "`Option<MemoryLayerInfo>`, was `MemoryLayerInfo`"),
    same("only the API sets a field", &[("resources/memory_layers.yaml", "        type: MemoryLayerInfo\n        read_only: true\n", "        type: MemoryLayerInfo\n")], "MemoryLayer.info", Major, "access: `read-only`, was not set"),
    same("documentation is written anew", &[("resources/tool_search.yaml", "docs: Searches tools, tool sets and agents.", "docs: Where to find what an agent can call.")], "tool_search.search_or_sets", Patch, "documentation: changed"),
    wire("the base URL has an environment variable", &[("api.yaml", "  base_url: CADENYA_BASE_URL\n", "")], "api", Minor, "environment variable: `CADENYA_BASE_URL`, was not set"),
    same("a resource is described", &[("resources/tool_search.yaml", "docs:", "REMOVED")], "tool_search", Minor, "`feature tool_search` added"),
    same("a fake for tests", &[("resources/widgets.yaml", "fake:\n  id: metadata.id\n  aliases: { \"external_id:\": metadata.externalId }\n  limit: limit\n  matches: { labels: metadata.labels }\n  ignores: [includeInfo]\n", "")], "widgets", Minor, "Server::fake_widgets()` added"),
];

/// Returns the folder of the description that is changed.
pub fn base() -> PathBuf {
    project::tests("compare/depot")
}

/// Returns the YAML files of a description by their names.
pub fn files(folder: &Path) -> BTreeMap<String, String> {
    let (sources, errors) = Sources::read(folder);
    assert!(errors.is_empty(), "{errors:?}");
    let files = sources.files().iter().filter(|file| {
        Path::new(&file.name)
            .extension()
            .is_some_and(|found| found == "yaml")
    });
    files
        .map(|file| (file.name.clone(), file.text.clone()))
        .collect()
}

/// Makes the edits of a case.
pub fn edited(
    mut files: BTreeMap<String, String>,
    edits: &[(&str, &str, &str)],
) -> BTreeMap<String, String> {
    for (file, old, new) in edits {
        if *new == "REMOVED" {
            files.remove(*file);
            continue;
        }
        let text = files.entry((*file).to_owned()).or_default();
        assert!(text.contains(old), "{file} does not have {old:?}");
        *text = text.replacen(old, new, 1);
    }
    files
}

/// Reads a description in memory. The error has its problems.
pub fn version(files: &BTreeMap<String, String>) -> Result<DescriptionVersion, String> {
    generator::version(Sources::of(Path::new("spec"), files), Vec::new())
        .map_err(|findings| findings.render(false))
}

/// Returns the worst verdict of the items of a comparison.
pub fn rust_verdict(comparison: &Comparison) -> Verdict {
    let items = comparison.changes.iter().flat_map(|change| &change.rust);
    items.map(|item| item.verdict).max().unwrap_or(Patch)
}

/// Returns the texts of a change.
pub fn text(change: &Change) -> String {
    let title = format!("{} {}: {}", change.verdict, change.path, change.title());
    let lines = std::iter::once(title);
    let lines = lines
        .chain(change.wire.iter().cloned())
        .chain(change.other.iter().cloned());
    let lines = lines.chain(change.rust.iter().map(ChangedItem::line));
    lines.collect::<Vec<_>>().join("\n")
}
