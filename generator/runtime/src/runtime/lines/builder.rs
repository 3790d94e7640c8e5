//! Requests of methods that return streams of lines.

use crate::runtime::call::returns::Returns;
use crate::runtime::json::value::FromJson;
use crate::runtime::lines::stream::{LineShape, LineStream};
use crate::runtime::request::Request;

/// Method that returns a stream of lines.
pub trait HasLines {
    /// Description of its lines.
    const LINES: &'static LineShape;
}

impl<M: HasLines, T: FromJson + 'static> Returns<M> for LineStream<T> {
    type Output = Self;
    type Decoder = LineShape;

    const DECODER: &'static LineShape = M::LINES;

    fn prepared(request: Request) -> Request {
        request.for_lines(M::LINES)
    }
}
