//! Places of schemas.

/// Place of a schema, and the format of what it describes.
#[derive(Clone, Debug)]
pub(in crate::import) struct Site<'s> {
    /// Format of the body.
    pub(in crate::import) format: SiteFormat,
    /// Names of what contains the schema, from the outside to the inside.
    pub(in crate::import) names: Vec<&'s str>,
    /// JSON pointer.
    pub(in crate::import) place: String,
}

/// Format of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum SiteFormat {
    Json,
    Form,
    Multipart,
    /// Query, path or header, in which everything is text.
    Query,
}

impl<'s> Site<'s> {
    /// Returns the place of the items of a list, which are named after one of them: `colors` has `color`. `one` is that word.
    pub(in crate::import) fn items(&self, one: &'s str) -> Self {
        let mut site = self.inner("", "items");
        let is_plural = site.names.len() > 1 && site.names.last() != Some(&one);
        if is_plural {
            site.names.pop();
        }
        site.names.push(if is_plural { one } else { "item" });
        site
    }

    /// Returns the place of something inside.
    pub(in crate::import) fn inner(&self, name: &'s str, path: &str) -> Self {
        let mut names = self.names.clone();
        if !name.is_empty() {
            names.push(name);
        }
        Self {
            format: self.format,
            names,
            place: if path.is_empty() {
                self.place.clone()
            } else {
                format!("{}/{path}", self.place)
            },
        }
    }
}
