//! Files of a description, as they were read.

use crate::{
    model::CopiedFile,
    source::{FileId, Span, Spanned},
    syntax::{self, ApiFile, Entries, ResourceFile, SharedFile},
};

/// Content of a description. A file that could not be read is `None`.
#[derive(Debug)]
pub struct Files {
    /// `api.yaml`.
    pub api: Option<ApiFile>,
    /// `shared.yaml`.
    pub shared: Option<SharedFile>,
    /// Resources, in the order of their names.
    pub resources: Vec<ResourceInput>,
    /// Example programs and licenses.
    pub copied: Vec<CopiedFile>,
    /// Whether there are files that could not be read. They may declare models to which others refer.
    pub unread: bool,
}

/// File of one resource.
#[derive(Debug)]
pub struct ResourceInput {
    /// The file.
    pub file: FileId,
    /// Path inside the spec folder.
    pub name: String,
    /// Name without folder and extension, which is the name of the resource.
    pub stem: String,
    /// Name of the resource that it is nested in, taken from its folder.
    pub parent: Option<String>,
    /// Content of the file.
    pub syntax: Option<ResourceFile>,
}

/// File in which a model is declared.
#[derive(Clone, Copy, Debug)]
pub(super) enum DeclaringFile {
    /// `shared.yaml`.
    Shared,
    /// The resource at this place of [`Files::resources`].
    Resource(usize),
}

impl Files {
    /// Returns the models of all files.
    pub(super) fn models(
        &self,
    ) -> impl Iterator<Item = (DeclaringFile, &Entries<syntax::ModelDecl>)> {
        let shared = self.shared.iter();
        let shared = shared.map(|shared| (DeclaringFile::Shared, &shared.models));
        let resources = self.resources.iter().enumerate();
        let owned = resources.filter_map(|(index, resource)| {
            let syntax = resource.syntax.as_ref()?;
            Some((DeclaringFile::Resource(index), &syntax.models))
        });
        shared.chain(owned)
    }
}

impl ResourceInput {
    /// Returns the start of the file, which is the place of problems with the file as a whole.
    pub(super) fn start(&self) -> Span {
        Span {
            file: self.file,
            start: 0,
            end: 0,
        }
    }
}

/// Returns the text of an optional value.
pub(super) fn text(text: Option<&Spanned<String>>) -> Option<String> {
    text.map(|text| text.value.clone())
}
