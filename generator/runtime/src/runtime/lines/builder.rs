//! Methods that request builders for streams of lines have.

/// Implements the options of a request builder whose method returns a stream of lines that are `$item`, and the methods that
/// send it.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! line_request_methods {
    ($builder:ident, $item:ty) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $crate::runtime::lines::stream::LineStream<$item> {
            $crate::runtime::call::builder::request_methods!(@options
                "Sets the timeout of one attempt, until the headers have been received. Waiting for lines is not limited.",
                "Sets the deadline for receiving the headers, with all attempts and delays. Waiting for lines is not limited.");
            $crate::runtime::call::builder::request_methods!(
                @send $crate::runtime::lines::stream::LineStream<$item>, lines, lines_response, &Self::LINES
            );
        });
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use line_request_methods;
