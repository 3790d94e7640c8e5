//! A run of the generator in a separate process, and its measurements.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use generator::output::{self, Mode};
use generator::{Generated, Timings};

use crate::Result;

/// Argument that makes this program run the generator once.
pub const RUN: &str = "--run";

/// Two runs on a description of `size` resources.
pub struct Measured {
    pub size: usize,
    /// Run into an empty folder.
    pub first: Run,
    /// Run into the folder that the first run filled.
    pub second: Run,
}

/// Output of a run, and its cost in seconds and megabytes.
///
/// `emit` and `print` are summed over the tasks, which run in parallel; all other times are wall time.
pub struct Run {
    pub files: f64,
    pub lines: f64,
    pub bytes: f64,
    pub written: f64,
    pub read: f64,
    pub resolve: f64,
    pub emit: f64,
    pub print: f64,
    pub write: f64,
    pub check: f64,
    pub cpu: f64,
    pub wall: f64,
    pub peak: f64,
}

/// Runs the generator in a separate process.
pub fn run(spec: &Path, out: &Path) -> Result<Run> {
    let output = Command::new(env::current_exe()?)
        .arg(RUN)
        .args([spec, out])
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let numbers = String::from_utf8(output.stdout)?;
    let numbers = numbers
        .split_whitespace()
        .map(str::parse)
        .collect::<std::result::Result<Vec<f64>, _>>()?;
    let [
        files,
        lines,
        bytes,
        written,
        read,
        resolve,
        emit,
        print,
        write,
        check,
        cpu,
        wall,
        peak,
    ] = numbers
        .try_into()
        .map_err(|_| "the process did not report what it took")?;
    Ok(Run {
        files,
        lines,
        bytes,
        written,
        read,
        resolve,
        emit,
        print,
        write,
        check,
        cpu,
        wall,
        peak,
    })
}

/// Runs the generator in this process, as the command line does, and prints the numbers of a [`Run`].
pub fn run_here(spec: &Path, out: &Path) -> Result<()> {
    let start = Instant::now();
    let generated = generator::generate(spec).map_err(|failure| failure.render(false))?;
    let Generated { files, timings, .. } = generated;
    let writing = Instant::now();
    let report = output::apply(out, &files, Mode::Write)?;
    let (write, wall, cpu, peak) = (writing.elapsed(), start.elapsed(), cpu()?, peak()?);

    let lines = files
        .iter()
        .map(|file| file.text.lines().count())
        .sum::<usize>();
    let bytes = files.iter().map(|file| file.text.len()).sum::<usize>();
    println!("{} {lines} {bytes} {}", files.len(), report.written.len());
    // A check alone, of the same description in the same process.
    let start = Instant::now();
    let (_, findings) = generator::check(spec);
    let check = start.elapsed();
    if findings.errors() > 0 {
        return Err(findings.render(false).into());
    }
    let Timings {
        read,
        resolve,
        emit,
        print,
        ..
    } = timings;
    for time in [read, resolve, emit, print, write, check, cpu, wall] {
        println!("{}", time.as_secs_f64());
    }
    println!("{peak}");
    Ok(())
}

/// Returns the CPU time of the threads of this process, user and system, in nanosecond resolution.
///
/// The threads of the pool live as long as the process, so none is missing.
fn cpu() -> Result<Duration> {
    let mut nanoseconds = 0;
    for thread in fs::read_dir("/proc/self/task").map_err(|_| "/proc is needed to measure")? {
        let times = fs::read_to_string(thread?.path().join("schedstat"))?;
        nanoseconds += times.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// Returns the peak memory of this process, in megabytes.
fn peak() -> Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line
        .and_then(|line| line.split_whitespace().next())
        .ok_or("no VmHWM in /proc")?;
    Ok(kibibytes.parse::<f64>()? * 1024.0 / 1e6)
}
