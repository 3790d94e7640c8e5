//! Words of `OpenAPI` that `export` writes and `import` reads: schemas of scalars, and what the language adds.

pub(crate) mod extension;
pub(crate) mod media_types;
pub(crate) mod scalars;
