//! The table, in Markdown, and the limits.

use std::fmt::Write;

use crate::measure::{Measured, Run};

const COLUMNS: [&str; 14] = [
    "resources",
    "files",
    "lines",
    "KB",
    "read",
    "resolve",
    "emit",
    "print",
    "write",
    "check",
    "CPU s",
    "wall s",
    "peak MB",
    "CPU ms each",
];

/// Returns the table, with one row for each size.
pub fn table(all: &[Measured]) -> String {
    let rows = all.iter().map(row).collect::<Vec<_>>();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].len())
            .chain([COLUMNS[column].len()])
            .max()
    };
    let widths = (0..COLUMNS.len())
        .map(|column| width(column).unwrap_or_default())
        .collect::<Vec<_>>();
    let line = |cells: &[String]| {
        let cells = cells
            .iter()
            .zip(&widths)
            .map(|(cell, &width)| format!(" {cell:>width$} |"));
        format!("|{}\n", cells.collect::<String>())
    };
    let rule = widths
        .iter()
        .map(|width| "-".repeat(width + 1) + ":|")
        .collect::<String>();
    let mut text = line(&COLUMNS.map(str::to_owned));
    let _ = writeln!(text, "|{rule}");
    for row in rows {
        text.push_str(&line(&row));
    }
    text.push_str(
        "\nThe run of three with the least CPU time. Stages and a check alone in seconds; emit and print are summed over the tasks, \
         which run side by side.\n",
    );
    text
}

fn row(Measured { size, first, .. }: &Measured) -> [String; COLUMNS.len()] {
    let seconds = |value: f64| format!("{value:.3}");
    let Run {
        files,
        lines,
        bytes,
        read,
        resolve,
        emit,
        print,
        write,
        check,
        cpu,
        wall,
        peak,
        ..
    } = first;
    [
        size.to_string(),
        files.to_string(),
        lines.to_string(),
        format!("{:.0}", bytes / 1e3),
        seconds(*read),
        seconds(*resolve),
        seconds(*emit),
        seconds(*print),
        seconds(*write),
        seconds(*check),
        seconds(*cpu),
        seconds(*wall),
        format!("{peak:.0}"),
        format!("{:.2}", cpu * 1e3 / as_number(*size)),
    ]
}

/// Returns a line for each limit that can be checked with these sizes.
pub fn marks(all: &[Measured]) -> String {
    let of = |size| all.iter().find(|measured| measured.size == size);
    let mut marks = Vec::new();
    if let Some(hundred) = of(100) {
        marks.push(("CPU seconds at 100", hundred.first.cpu, 0.6));
    }
    if let Some(thousand) = of(1_000) {
        marks.push(("CPU seconds at 1,000", thousand.first.cpu, 5.0));
        marks.push(("megabytes at 1,000", thousand.first.peak, 400.0));
    }
    if let (Some(hundred), Some(thousand)) = (of(100), of(1_000)) {
        marks.push((
            "CPU at 1,000 over that at 100",
            thousand.first.cpu / hundred.first.cpu,
            11.0,
        ));
    }
    if let Some(largest) = all.iter().max_by_key(|measured| measured.size) {
        let written = largest.second.written;
        marks.push(("files written by a second run", written, 0.0));
    }
    marks
        .into_iter()
        .fold(String::new(), |text, (what, value, most)| {
            text + &mark(what, value, most)
        })
}

/// Compares a value with its limit.
pub fn mark(what: &str, value: f64, most: f64) -> String {
    let verdict = if value <= most { "holds" } else { "MISSED" };
    format!("- {verdict}: {what}: {value:.2}, at most {most}\n")
}

/// Converts a size, which is small enough to be exact as a floating-point number.
pub fn as_number(size: usize) -> f64 {
    u32::try_from(size).map_or(f64::INFINITY, f64::from)
}
