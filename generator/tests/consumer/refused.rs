//! Uses of the crate that do not compile, each group below a right use of the same names.

/// Required fields of one type are named.
///
/// ```no_run
/// use generated_sdk::models::MemoryEntryFromContent;
/// let entry = MemoryEntryFromContent::builder().key("k").content("c").build();
/// let same = MemoryEntryFromContent::builder().content("c").key("k").build();
/// assert_eq!(entry, same);
/// ```
///
/// Arguments that could be swapped:
///
/// ```compile_fail
/// use generated_sdk::models::MemoryEntryFromContent;
/// let entry = MemoryEntryFromContent::new("c", "k");
/// ```
///
/// One field is missing, or is set twice:
///
/// ```compile_fail
/// use generated_sdk::models::MemoryEntryFromContent;
/// let entry = MemoryEntryFromContent::builder().key("k").build();
/// ```
///
/// ```compile_fail
/// use generated_sdk::models::MemoryEntryFromContent;
/// let entry = MemoryEntryFromContent::builder().key("k").key("c").content("c").build();
/// ```
pub fn swapped() {}

/// Only parsing creates an unknown value.
///
/// ```no_run
/// use generated_sdk::{UnknownValue, models::{AgentField, AgentState, ToolConfig}};
/// let states = [AgentState::from("STATE_LOST"), "STATE_LOST".parse().unwrap()];
/// let text: &str = match &states[0] {
///     AgentState::Unknown(value) => UnknownValue::as_str(value),
///     state => state.as_str(),
/// };
/// let path: AgentField = "some.path".into();
/// let config: Result<ToolConfig, _> = serde_json::from_str("{}");
/// ```
///
/// ```compile_fail
/// use generated_sdk::models::AgentState;
/// let state = AgentState::Unknown("STATE_LOST".into());
/// ```
///
/// ```compile_fail
/// use generated_sdk::UnknownValue;
/// let value = UnknownValue::new("STATE_LOST");
/// ```
///
/// ```compile_fail
/// use generated_sdk::models::AgentField;
/// let path = AgentField::Other("some.path".into());
/// ```
pub fn unknown() {}

/// A `match` has an arm for what a later version knows.
///
/// ```no_run
/// use generated_sdk::models::{Agent, AgentState, ObjectiveEventData};
/// fn names(agent: Agent, event: ObjectiveEventData) -> (&'static str, bool) {
///     let Agent { state, .. } = agent;
///     let name = match state {
///         AgentState::Unspecified | AgentState::Unknown(_) => "?",
///         AgentState::Draft => "draft",
///         _ => "other",
///     };
///     (name, matches!(event, ObjectiveEventData::UserMessage(_)))
/// }
/// ```
///
/// An enum and a union with all variants, and a struct with all fields:
///
/// ```compile_fail
/// use generated_sdk::models::VariationSelectionMode as V;
/// fn name(mode: V) -> u8 {
///     match mode {
///         V::Unspecified => 0,
///         V::Random => 1,
///         V::Weighted => 2,
///         V::Unknown(_) => 3,
///     }
/// }
/// ```
///
/// ```compile_fail
/// use generated_sdk::models::MemoryEntryCreateSpec as Spec;
/// fn name(spec: Spec) -> u8 {
///     match spec {
///         Spec::Content(_) => 0,
///         Spec::UploadId(_) => 1,
///         Spec::Unknown(_) => 2,
///     }
/// }
/// ```
///
/// ```compile_fail
/// use generated_sdk::models::WorkspaceSecretSpec;
/// fn value(spec: WorkspaceSecretSpec) {
///     let WorkspaceSecretSpec { value } = spec;
/// }
/// ```
pub fn exhaustive() {}

/// Models that only responses contain are decoded, or come from fixtures.
///
/// ```no_run
/// use generated_sdk::{models::{TenantInfo, WorkspaceSecret, ResourceMetadata, WorkspaceSecretSpec}, testing::fixtures};
/// let info: TenantInfo = serde_json::from_str("{}").unwrap();
/// let mut secret: WorkspaceSecret = fixtures::workspace_secret();
/// secret.spec = WorkspaceSecretSpec::new().value("hunter2");
/// let metadata: ResourceMetadata = secret.metadata;
/// ```
///
/// ```compile_fail
/// use generated_sdk::{models::{WorkspaceSecret, WorkspaceSecretSpec}, testing::fixtures};
/// let secret = WorkspaceSecret::new(fixtures::resource_metadata(), WorkspaceSecretSpec::new());
/// ```
///
/// ```compile_fail
/// use generated_sdk::models::TenantInfo;
/// let info = TenantInfo::new(1, 2, 3);
/// ```
pub fn positional() {}
