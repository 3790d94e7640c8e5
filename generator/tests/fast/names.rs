//! Names of types, by the Rust API guidelines.

use generator::names::{Name, NameError, Role};

/// An acronym counts as one word. A digit belongs to the word before it.
#[test]
fn acronyms_in_names_of_models_are_one_word() {
    for (wire, rust) in [
        ("APIKey", "ApiKey"),
        ("MCPAdapter", "McpAdapter"),
        ("LLMModel", "LlmModel"),
        ("OpenAPIFromURL", "OpenApiFromUrl"),
        ("HTTP2Server", "Http2Server"),
        ("OAuth2Token", "OAuth2Token"),
        ("IPv4Address", "IPv4Address"),
        ("Pet", "Pet"),
        ("A", "A"),
        ("ID", "Id"),
    ] {
        let name = Name::new(Role::Model, wire, None).expect("the name is allowed");
        assert_eq!((name.rust(), name.wire()), (rust, wire));
    }
    for wire in ["apiKey", "API_Key", "pet"] {
        let name = Name::new(Role::Model, wire, None);
        assert!(
            matches!(name, Err(NameError::NotUpperCamel(_))),
            "{wire}: {name:?}"
        );
    }
}

/// A name that the description gives stays as it is. The one in the description must still be that of a model.
#[test]
fn names_that_the_description_gives_are_not_changed() {
    let name = Name::new(Role::Model, "APIKey", Some("APIToken")).expect("the name is allowed");
    assert_eq!((name.rust(), name.wire()), ("APIToken", "APIKey"));
    let scalar = Name::new(Role::Model, "string", Some("Text"));
    assert_eq!(scalar, Err(NameError::NotUpperCamel("String".to_owned())));
}

/// The name of a request is made of the names of the resources and of the method.
#[test]
fn requests_and_handles_have_the_names_of_all_their_resources() {
    for (role, wire, rust) in [
        (Role::Handle, "api_keys", "ApiKeys"),
        (Role::Handle, "agents.variations", "AgentsVariations"),
        (
            Role::Request,
            "workspace_secrets.list",
            "WorkspaceSecretsList",
        ),
        (
            Role::Request,
            "agents.variations.create",
            "AgentsVariationsCreate",
        ),
        (Role::Request, "v1.type", "V1Type"),
    ] {
        let name = Name::new(role, wire, None).expect("the name is allowed");
        assert_eq!(name.rust(), rust);
    }
}
