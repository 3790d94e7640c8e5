//! Parser for the `Link` header (RFC 8288).

/// Error for a `Link` header that violates RFC 8288.
pub(crate) struct Malformed;

/// Returns the target of the first link with the relation `next`.
///
/// Links with an `anchor` are skipped, because they are relations of another resource than this page.
pub(crate) fn next_link(mut header: &str) -> Result<Option<&str>, Malformed> {
    loop {
        header = header.trim_start_matches([' ', '\t', ',']);
        if header.is_empty() {
            return Ok(None);
        }
        let link = header.strip_prefix('<').ok_or(Malformed)?;
        let (target, rest) = link.split_once('>').ok_or(Malformed)?;
        let (is_next, rest) = parameters(rest)?;
        if is_next {
            return Ok(Some(target.trim()));
        }
        header = rest;
    }
}

/// Parses the parameters of a link. Returns `true` if its relation is `next`, and the rest of the header.
fn parameters(mut rest: &str) -> Result<(bool, &str), Malformed> {
    let mut relation = None;
    let mut anchored = false;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        rest = match rest.strip_prefix(';') {
            Some(parameter) => parameter.trim_start_matches([' ', '\t']),
            None if rest.is_empty() || rest.starts_with(',') => break,
            None => return Err(Malformed),
        };
        let end = rest.find([';', ',', '=', ' ', '\t']).unwrap_or(rest.len());
        let name = &rest[..end];
        let value;
        (value, rest) = parameter_value(&rest[end..])?;
        if name.eq_ignore_ascii_case("rel") {
            // RFC 8288, section 3.3: all `rel` parameters but the first are ignored.
            relation.get_or_insert(value);
        } else if name.eq_ignore_ascii_case("anchor") {
            anchored = true;
        }
    }
    let is_next = relation.is_some_and(|relations: &str| {
        let mut relations = relations.split_ascii_whitespace();
        relations.any(|relation| relation.eq_ignore_ascii_case("next"))
    });
    Ok((is_next && !anchored, rest))
}

/// Parses the value after the name of a parameter: a token, a quoted string, or nothing. Returns it and the rest.
///
/// Escapes in a quoted string are not resolved, because no relation contains characters that need them.
fn parameter_value(text: &str) -> Result<(&str, &str), Malformed> {
    let Some(value) = text.trim_start_matches([' ', '\t']).strip_prefix('=') else {
        return Ok(("", text));
    };
    let value = value.trim_start_matches([' ', '\t']);
    let Some(quoted) = value.strip_prefix('"') else {
        let end = value.find([';', ',', ' ', '\t']).unwrap_or(value.len());
        return Ok(value.split_at(end));
    };
    let mut escaped = false;
    let end = quoted.find(|character| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    });
    let end = end.ok_or(Malformed)?;
    Ok((&quoted[..end], &quoted[end + 1..]))
}
