//! Optional: needed by `next_link.rs`. The header `Link` as RFC 8288 has it.

/// A header that is not what the RFC says.
pub(crate) struct Malformed;

/// The target of the first link with the relation `next`.
///
/// Links with an `anchor` start from somewhere else than this page, and are passed over.
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

/// Reads the parameters of a link; tells whether they make it the next one, and what stands behind them.
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
            // The RFC has readers ignore all but the first.
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

/// Reads what follows the name of a parameter: a token, a quoted text, or nothing.
///
/// Escapes in a quoted text stay as they are: no relation has characters that need them.
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
