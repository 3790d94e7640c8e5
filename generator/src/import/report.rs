//! Report of an import: lost constructs and open questions.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Number of places that the text shows for each construct.
const SHOWN: usize = 3;

/// Report of an import.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportReport {
    /// Number of operations in the document.
    pub operations: usize,
    /// Operations of which the description does not say everything that matters on the wire, with the reasons.
    pub partial: BTreeMap<String, Vec<String>>,
    /// Constructs that the description does not have, or has in another form.
    pub constructs: Vec<Construct>,
    /// Facts that people know and the document does not state.
    pub questions: Vec<Question>,
}

/// Construct of the document that the description does not have, or has in another form.
#[derive(Clone, Debug, Serialize)]
pub struct Construct {
    /// Name of the construct.
    pub construct: String,
    /// Treatment of the construct.
    #[serde(rename = "outcome")]
    pub treatment: Treatment,
    /// Number of occurrences in the document.
    pub count: usize,
    /// JSON pointers to where the document has it.
    pub places: Vec<String>,
}

/// Treatment of a construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Treatment {
    /// The description says less about the wire. A comment `TODO` marks the place.
    Lost,
    /// The description says it in another form, with the same values on the wire.
    Changed,
    /// It has no effect on the wire, such as the maximum length of a text.
    Ignored,
}

/// Facts that people know and the document does not state.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// The question.
    pub question: String,
    /// Methods or models that it is about.
    pub places: Vec<String>,
}

impl ImportReport {
    /// Notes a construct.
    pub(super) fn note(&mut self, treatment: Treatment, construct: &str, place: &str) {
        let known = self
            .constructs
            .iter_mut()
            .find(|known| known.construct == construct && known.treatment == treatment);
        match known {
            Some(known) => {
                known.count += 1;
                known.places.push(place.to_owned());
            }
            None => self.constructs.push(Construct {
                construct: construct.to_owned(),
                treatment,
                count: 1,
                places: vec![place.to_owned()],
            }),
        }
    }

    /// Asks a question about a place.
    pub(super) fn ask(&mut self, question: &str, place: &str) {
        match self
            .questions
            .iter_mut()
            .find(|known| known.question == question)
        {
            Some(known) => known.places.push(place.to_owned()),
            None => self.questions.push(Question {
                question: question.to_owned(),
                places: vec![place.to_owned()],
            }),
        }
    }

    /// Returns the number of operations that are described as a whole.
    #[must_use]
    pub fn whole(&self) -> usize {
        self.operations - self.partial.len()
    }

    /// Returns the report as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[expect(clippy::cast_precision_loss, reason = "a percentage with one digit")]
        let percent = self.whole() as f64 * 100.0 / self.operations.max(1) as f64;
        writeln!(
            f,
            "{} of {} operations are described as a whole ({percent:.1} %)",
            self.whole(),
            self.operations
        )?;
        for (operation, reasons) in &self.partial {
            writeln!(f, "  {operation}: {}", reasons.join("; "))?;
        }
        let sections = [
            (
                Treatment::Lost,
                "Not in the description; `TODO` marks the places:",
            ),
            (Treatment::Changed, "Said in another form:"),
            (
                Treatment::Ignored,
                "Without effect on the wire, and left out:",
            ),
        ];
        for (treatment, title) in sections {
            let constructs: Vec<_> = self
                .constructs
                .iter()
                .filter(|construct| construct.treatment == treatment)
                .collect();
            if !constructs.is_empty() {
                writeln!(f, "\n{title}")?;
            }
            for construct in constructs {
                writeln!(
                    f,
                    "  {} × {}{}",
                    construct.count,
                    construct.construct,
                    shown(&construct.places)
                )?;
            }
        }
        if !self.questions.is_empty() {
            writeln!(f, "\nQuestions that the document does not answer:")?;
        }
        for question in &self.questions {
            writeln!(f, "  {}{}", question.question, shown(&question.places))?;
        }
        Ok(())
    }
}

/// Returns the first places, and how many there are.
fn shown(places: &[String]) -> String {
    let mut text = String::new();
    for place in places.iter().take(SHOWN) {
        text.push_str("\n      ");
        text.push_str(place);
    }
    if places.len() > SHOWN {
        text.push_str("\n      … ");
        text.push_str(&(places.len() - SHOWN).to_string());
        text.push_str(" more; `--format json` lists all");
    }
    text
}
