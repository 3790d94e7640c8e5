//! Values that are skipped, and entries that are looked up. The nesting of skipped values is not limited, because no
//! function calls itself.

use crate::runtime::json::flaw::Flaw;
use crate::runtime::json::scanner::{Kind, Scanner};

impl Scanner<'_> {
    /// Skips a value, which must be JSON. Returns its nesting.
    pub(crate) fn skip(&self) -> Result<usize, Flaw> {
        let mut open = Vec::new();
        let mut deepest = 0;
        loop {
            if let Some(close) = self.skip_token()? {
                deepest = deepest.max(open.len() + 1);
                if self.begin(close)? {
                    open.push(close);
                    self.skip_key(close)?;
                    continue;
                }
            }
            loop {
                let Some(&close) = open.last() else {
                    self.take_replaced();
                    return Ok(deepest);
                };
                if self.has_next(close)? {
                    self.skip_key(close)?;
                    break;
                }
                open.pop();
            }
        }
    }

    /// Reads the entries of an object until one is found, and returns `true` if one is. `is_found` is called behind each key
    /// and its colon. It reads or skips the value, unless it returns `true`.
    pub(crate) fn any_entry(
        &self,
        is_found: &mut dyn FnMut(&str) -> Result<bool, Flaw>,
    ) -> Result<bool, Flaw> {
        let mut has_next = self.begin(b'}')?;
        while has_next {
            let key = self.key()?;
            self.colon()?;
            if is_found(&key)? {
                return Ok(true);
            }
            has_next = self.has_next(b'}')?;
        }
        Ok(false)
    }

    /// Skips a scalar, or returns the byte that ends an array or an object.
    fn skip_token(&self) -> Result<Option<u8>, Flaw> {
        match self.kind()? {
            Kind::Null => self.null()?,
            Kind::Boolean => drop(self.boolean()?),
            Kind::Number => drop(self.number()?),
            Kind::Text => drop(self.string()?),
            Kind::Array => return Ok(Some(b']')),
            Kind::Object => return Ok(Some(b'}')),
        }
        Ok(None)
    }

    fn skip_key(&self, close: u8) -> Result<(), Flaw> {
        if close == b'}' {
            self.key()?;
            self.colon()?;
        }
        Ok(())
    }
}
