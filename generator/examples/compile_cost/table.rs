//! The table.

use crate::Figures;
use crate::builds::Build;
use crate::version::Version;

/// Returns a Markdown table with a row for each build. The last column relates the last version to the first one.
pub fn table(versions: &[Version], builds: &[Build], figures: &[Figures]) -> String {
    let names = versions
        .iter()
        .map(|version| format!(" {} |", version.name()));
    let columns = versions.iter().map(|_| "---:|");
    let mut text = format!(
        "| CPU seconds |{} ratio |\n|---|{}---:|\n",
        names.collect::<String>(),
        columns.collect::<String>()
    );
    for (index, build) in builds.iter().enumerate() {
        let values = figures.iter().map(|figures| figures.seconds[index]);
        text += &row(&build.to_string(), 1, &values.collect::<Vec<_>>());
    }
    let sizes = figures.iter().map(|figures| figures.binary);
    if let Some(sizes) = sizes.collect::<Option<Vec<_>>>() {
        text += &row("stripped release binary of the consumer, KB", 0, &sizes);
    }
    text
}

fn row(label: &str, decimals: usize, values: &[f64]) -> String {
    let ratio = match (values.first(), values.last()) {
        (Some(first), Some(last)) => format!("{:.2}", last / first),
        (None, _) | (_, None) => String::new(),
    };
    let cells = values.iter().map(|value| format!(" {value:.decimals$} |"));
    format!("| {label} |{} {ratio} |\n", cells.collect::<String>())
}
