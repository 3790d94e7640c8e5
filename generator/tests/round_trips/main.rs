//! Decodes values of every model with the emitted types, encodes them again, and compares.
#![allow(deprecated, reason = "what is deprecated travels as well")]

mod changes;
mod table;

use serde::{Serialize, de::DeserializeOwned};

/// Function that decodes a model from JSON and encodes it again.
type Back = fn(&str) -> serde_json::Result<String>;

/// Decodes a model and encodes it again.
///
/// # Errors
/// If it cannot be decoded or encoded.
fn back<T: DeserializeOwned + Serialize>(json: &str) -> serde_json::Result<String> {
    serde_json::from_str::<T>(json).and_then(|value| serde_json::to_string(&value))
}

/// Returns one line for each value of a file that changes.
///
/// # Errors
/// If the file does not have values.
fn wrong(values: &str) -> serde_json::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for line in values.lines() {
        let (model, there, expected, word_for_word): (&str, String, String, bool) =
            serde_json::from_str(line)?;
        let entry = table::TABLE.iter().find(|(name, _)| *name == model);
        let Some((name, back)) = entry else {
            wrong.push(format!("{model} is not in the table"));
            continue;
        };
        seen.insert(*name);
        match back(&there) {
            Ok(found) if word_for_word && found == there => {}
            Ok(found) if !word_for_word && is_same(&found, &expected)? => {}
            Ok(found) => wrong.push(format!(
                "{model}: {there}\n  becomes {found}\n  and not {expected}"
            )),
            Err(error) => wrong.push(format!("{model}: {there}\n  is refused: {error}")),
        }
    }
    let unseen = table::TABLE.iter().filter(|(name, _)| !seen.contains(name));
    wrong.extend(unseen.map(|(name, _)| format!("{name} has no values")));
    Ok(wrong)
}

fn is_same(a: &str, b: &str) -> serde_json::Result<bool> {
    let read = serde_json::from_str::<serde_json::Value>;
    Ok(read(a)? == read(b)?)
}

#[test]
fn every_value_comes_back() -> Result<(), Box<dyn std::error::Error>> {
    let values = concat!(env!("CARGO_MANIFEST_DIR"), "/values.jsonl");
    let wrong = wrong(&std::fs::read_to_string(values)?)?;
    assert!(
        wrong.is_empty(),
        "{} values do not come back:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
    Ok(())
}

/// Checks values of a file after a change at random. Returns a line for each one that is decoded wrongly.
fn wrong_after_changes(values: &str) -> serde_json::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for (number, line) in values.lines().enumerate() {
        let (model, there, _, _): (&str, String, String, bool) = serde_json::from_str(line)?;
        let entry = table::TABLE.iter().find(|(name, _)| *name == model);
        let Some((_, back)) = entry else { continue };
        for change in 0..CHANGES {
            let mut value = serde_json::from_str(&there)?;
            changes::change(&mut value, &mut changes::Choices(number * CHANGES + change));
            let changed = value.to_string();
            if let Err(reason) = checked(*back, &changed) {
                wrong.push(format!("{model}: {changed}\n  {reason}"));
            }
        }
    }
    Ok(wrong)
}

/// Number of changes of each value.
const CHANGES: usize = 8;

/// Decodes and encodes a value, which may be refused with a path. Otherwise, nothing in it is invented, and it stays the
/// same when it is decoded and encoded again.
///
/// # Errors
/// Fails with the reason why the result is wrong.
fn checked(back: Back, json: &str) -> Result<(), String> {
    let once = match back(json) {
        Ok(once) => once,
        Err(error) => {
            let reason = error.to_string();
            let has_place = ["at `", "missing field", "found "]
                .iter()
                .any(|start| reason.starts_with(start));
            return if has_place {
                Ok(())
            } else {
                Err(format!("is refused without a place: {reason}"))
            };
        }
    };
    match back(&once) {
        Ok(twice) if twice == once => {}
        twice => return Err(format!("becomes {once}\n  and then {twice:?}")),
    }
    let read = serde_json::from_str::<serde_json::Value>;
    match (read(json), read(&once)) {
        (Ok(came), Ok(once)) if !changes::is_invented(&came, &once) => Ok(()),
        _ => Err(format!("becomes {once}, which has other values")),
    }
}

#[test]
fn changed_values_are_refused_with_a_path_or_invent_nothing()
-> Result<(), Box<dyn std::error::Error>> {
    let values = concat!(env!("CARGO_MANIFEST_DIR"), "/values.jsonl");
    let wrong = wrong_after_changes(&std::fs::read_to_string(values)?)?;
    assert!(
        wrong.is_empty(),
        "{} values are decoded wrongly:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
    Ok(())
}
