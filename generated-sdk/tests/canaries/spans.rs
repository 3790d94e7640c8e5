//! Collected spans and events, as lines of text.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Starts the collection for the current thread.
pub fn collect() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Collector).expect("there is no other subscriber");
    });
    LINES.take();
}

/// Returns the lines collected so far. Fields are in the order in which they were set.
pub fn lines() -> Vec<String> {
    LINES.with_borrow(Clone::clone)
}

/// Subscriber that stores the spans and events of each thread as lines, in the order of their start. There is one for the
/// whole program, since `tracing` caches which spans are enabled, for all threads.
struct Collector;

thread_local! {
    /// Lines of this thread, which runs one test.
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Visitor that appends fields to a line.
struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        let _ = write!(self.0, " {}={value}", field.name());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Collector {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().ends_with("::spans")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let parent = span
            .parent()
            .map_or(String::new(), |id| format!("{}>", id.into_u64()));
        let mut line = format!("{parent}{}", span.metadata().name());
        span.record(&mut Line(&mut line));
        LINES.with_borrow_mut(|lines| {
            lines.push(line);
            Id::from_u64(lines.len() as u64)
        })
    }

    fn record(&self, id: &Id, fields: &Record<'_>) {
        let index = usize::try_from(id.into_u64() - 1).expect("ids are small");
        LINES.with_borrow_mut(|lines| {
            // A span of an earlier test on this thread may end late.
            if let Some(line) = lines.get_mut(index) {
                fields.record(&mut Line(line));
            }
        });
    }

    fn event(&self, event: &Event<'_>) {
        let parent = event.parent().map_or(0, Id::into_u64);
        let mut line = format!("{parent}>event");
        event.record(&mut Line(&mut line));
        LINES.with_borrow_mut(|lines| lines.push(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}
