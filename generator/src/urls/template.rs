//! URLs with variables in braces.

/// URL with variables in braces.
pub(crate) struct UrlTemplate<'u> {
    /// URL with a value in place of each variable.
    pub(crate) plain: String,
    /// Names of the variables. `true` for one that is in the host, and whose value would choose any host.
    pub(crate) variables: Vec<(&'u str, bool)>,
}

/// Parses a URL.
///
/// # Errors
/// If a brace is not closed: the text behind it.
pub(crate) fn template(url: &str) -> Result<UrlTemplate<'_>, &str> {
    let (mut plain, mut rest) = (String::new(), url);
    let mut variables = Vec::new();
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        let (name, behind) = after.split_once('}').ok_or(after)?;
        let is_in_path = plain
            .split_once("://")
            .is_some_and(|(_, rest)| rest.contains('/'));
        variables.push((name, !is_in_path && chooses_host(behind)));
        plain.push('1');
        rest = behind;
    }
    plain.push_str(rest);
    Ok(UrlTemplate { plain, variables })
}

/// Returns `true` for a text that a variable can be.
pub(crate) fn is_url_part(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    !text.is_empty() && text.chars().all(is_plain) && !matches!(text, "." | "..")
}

/// Returns `true` if the rest of a URL behind a variable does not belong to one domain.
fn chooses_host(rest: &str) -> bool {
    let host = rest.split('/').next().unwrap_or_default();
    let fixed = host.rsplit('}').next().unwrap_or_default();
    let fixed = fixed.split(':').next().unwrap_or_default();
    let is_domain = fixed
        .strip_prefix('.')
        .is_some_and(|domain| domain.split('.').filter(|label| !label.is_empty()).count() > 1);
    !is_domain
}
