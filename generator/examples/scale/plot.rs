//! Chart of the CPU seconds over the number of resources. Both axes are logarithmic.

use std::fmt::Write;

use crate::measure::Measured;
use crate::table::as_number;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 400.0;
/// Margins for the labels: left, right, top and bottom.
const MARGIN: [f64; 4] = [64.0, 170.0, 24.0, 48.0];
/// Powers of ten at the ends of the axes.
const X: [i32; 2] = [0, 3];
const Y: [i32; 2] = [-3, 3];

/// Other generators of Rust clients on the same API: CPU seconds for 1, 10, 100 and 1,000 resources. The
/// last one fails at 1,000.
const OTHERS: [(&str, &[f64]); 4] = [
    ("progenitor", &[0.14, 0.87, 8.3, 102.0]),
    ("OpenAPI Generator", &[5.7, 6.3, 18.0, 90.0]),
    ("oas3-gen", &[0.04, 0.16, 1.3, 14.5]),
    ("ploidy", &[0.02, 0.14, 1.5]),
];

/// Style sheet, with colors that can be distinguished on light and dark pages.
const STYLE: &str = "\
text { font: 13px system-ui, sans-serif; fill: #57606a }
.grid { stroke: #8b949e; stroke-opacity: .3 }
.line { fill: none; stroke: #8b949e; stroke-width: 1.5 }
.line.own { stroke: #e8590c; stroke-width: 3 }
@media (prefers-color-scheme: dark) { text { fill: #9da7b3 } }
text.own { fill: #e8590c; font-weight: 600 }";

/// Returns the chart as SVG.
pub fn svg(all: &[Measured]) -> String {
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\">\n\
         <title>CPU seconds over the number of resources</title>\n<style>{STYLE}</style>\n"
    );
    grid(&mut text);
    let mut labels = Vec::new();
    for (name, seconds) in OTHERS {
        let powers = (0..).map(|power| 10f64.powi(power));
        let points = powers.zip(seconds.iter().copied()).collect::<Vec<_>>();
        line(&mut text, &mut labels, name, "other", &points);
    }
    let fits = |measured: &&Measured| as_number(measured.size) <= 10f64.powi(X[1]);
    let own = all
        .iter()
        .filter(fits)
        .map(|measured| (as_number(measured.size), measured.first.cpu));
    line(
        &mut text,
        &mut labels,
        "this generator",
        "own",
        &own.collect::<Vec<_>>(),
    );
    text.push_str("</svg>\n");
    text
}

fn grid(text: &mut String) {
    let (left, right) = (place_x(10f64.powi(X[0])), place_x(10f64.powi(X[1])));
    let (top, bottom) = (place_y(10f64.powi(Y[1])), place_y(10f64.powi(Y[0])));
    for power in X[0]..=X[1] {
        let (value, x) = (10f64.powi(power), place_x(10f64.powi(power)));
        let _ = writeln!(
            text,
            "<path class=\"grid\" d=\"M{x:.1} {top:.1}V{bottom:.1}\"/>"
        );
        let y = bottom + 18.0;
        let _ = writeln!(
            text,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{value}</text>"
        );
    }
    for power in Y[0]..=Y[1] {
        let (value, y) = (10f64.powi(power), place_y(10f64.powi(power)));
        let _ = writeln!(
            text,
            "<path class=\"grid\" d=\"M{left:.1} {y:.1}H{right:.1}\"/>"
        );
        let (x, y) = (left - 8.0, y + 4.0);
        let _ = writeln!(
            text,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{value}</text>"
        );
    }
    let (x, y) = (f64::midpoint(left, right), HEIGHT - 8.0);
    let _ = writeln!(
        text,
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">resources</text>"
    );
    let _ = writeln!(text, "<text x=\"8\" y=\"14\">CPU seconds</text>");
}

/// Draws a line and writes its name beside its end: below names that would overlap it, and above the other lines if it
/// ends early.
fn line(text: &mut String, labels: &mut Vec<f64>, name: &str, class: &str, points: &[(f64, f64)]) {
    let places = points
        .iter()
        .map(|&(x, y)| format!("{:.1} {:.1}", place_x(x), place_y(y)));
    let path = places.collect::<Vec<_>>().join("L");
    let _ = writeln!(text, "<path class=\"line {class}\" d=\"M{path}\"/>");
    let Some(&(last, value)) = points.last() else {
        return;
    };
    let (x, mut y) = (place_x(last) + 8.0, place_y(value) + 4.0);
    if last < 10f64.powi(X[1]) {
        y -= 14.0;
    } else {
        while labels.iter().any(|label: &f64| (label - y).abs() < 15.0) {
            y += 1.0;
        }
        labels.push(y);
    }
    let _ = writeln!(
        text,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{name}</text>"
    );
}

fn place_x(value: f64) -> f64 {
    let share = (value.log10() - f64::from(X[0])) / f64::from(X[1] - X[0]);
    MARGIN[0] + share * (WIDTH - MARGIN[0] - MARGIN[1])
}

fn place_y(value: f64) -> f64 {
    let share = (value.log10() - f64::from(Y[0])) / f64::from(Y[1] - Y[0]);
    HEIGHT - MARGIN[3] - share * (HEIGHT - MARGIN[2] - MARGIN[3])
}
