//! Cost of decoding a page, compared with structs whose decoder serde derives.

use std::hint::black_box;

use generated_sdk::bytes::Bytes;

use super::twins::Page;
use super::{api, as_f64, cpu_time, median};

/// Number of items of each page.
const SIZES: [usize; 2] = [1, 100];
/// Number of decoded items per turn.
const ITEMS: usize = 10_000;
/// Maximum CPU time of the SDK relative to the derived decoder.
const LIMIT: f64 = 1.0;

/// Compares both decoders in rounds, prints a table, and returns whether the limit was kept for the largest page.
pub fn compare(rounds: usize) -> bool {
    println!("| items | derived, µs per page | generated-sdk, µs per page | ratio |");
    println!("|--:|--:|--:|--:|");
    let mut ratio = 0.0;
    for items in SIZES {
        let body = Bytes::from(api::body(items));
        let sdk = api::decoder();
        let turns: [&dyn Fn() -> usize; 2] = [
            &|| {
                let text = std::str::from_utf8(&body).expect("a page in UTF-8");
                let page: Page = serde_json::from_str(text).expect("a page");
                page.items.len() + usize::from(page.pagination.next_cursor.is_some())
            },
            &|| sdk(body.clone()),
        ];
        let mut costs = [Vec::new(), Vec::new()];
        for round in 0..=rounds {
            for step in 0..2 {
                let at = (round + step) % 2;
                let cost = turn(turns[at], items);
                // The first round fills caches.
                if round > 0 {
                    costs[at].push(cost);
                }
            }
        }
        let pairs = costs[1].iter().zip(&costs[0]);
        ratio = median(pairs.map(|(own, derived)| own / derived));
        let [derived, own] = costs.map(|costs| median(costs.into_iter()));
        println!("| {items} | {derived:.1} | {own:.1} | {ratio:.2} |");
    }
    let kept = ratio <= LIMIT;
    let verdict = if kept { "kept" } else { "MISSED" };
    println!("\nThe limit of {LIMIT:.2} for the largest page is {verdict}.");
    kept
}

/// Returns the CPU time of one page, in µs.
fn turn(decode: &dyn Fn() -> usize, items: usize) -> f64 {
    let pages = ITEMS / items;
    let started = cpu_time();
    for _ in 0..pages {
        assert_eq!(black_box(decode()), items + 1);
    }
    cpu_time().saturating_sub(started).as_secs_f64() * 1e6 / as_f64(pages)
}
