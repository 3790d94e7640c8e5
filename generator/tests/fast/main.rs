//! Tests that do not compile the emitted code.

mod api_list;
mod blessed;
mod canaries;
mod codes;
mod compare;
mod compile_cost;
mod costs;
mod dependencies;
mod determinism;
mod drift;
mod examples;
mod excerpts;
mod goldens;
mod helpers;
mod hostile;
mod imports;
mod internal_features;
mod language;
mod layers;
mod layout;
mod lengths;
mod markdown;
mod model_files;
mod names;
mod oldest_toolchain;
mod output;
mod print;
mod promises;
mod public_api;
mod random;
mod random_descriptions;
mod reference;
mod requests;
mod reserved;
mod routes;
mod scalar_texts;
mod schema;
mod sources;
mod type_names;
mod ui;
mod update;
mod vocabulary;
mod yaml_1_1;

#[path = "../support/mod.rs"]
mod support;
