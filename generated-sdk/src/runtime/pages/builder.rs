//! The methods of builders of methods that return pages.

/// Implements the options and the sending of a request builder whose method returns pages of `$item`.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! page_request_methods {
    ($builder:ident, $item:ty, $shape:ident) => {
        $crate::runtime::call::builder::request_methods!(@options $builder);
        $crate::runtime::call::builder::request_methods!(@send $builder, $crate::runtime::pages::Page<$item>, page, page_response, &$shape);

        impl $builder {
            /// Walks all items of all pages. A page is fetched when the items before it are used up.
            #[inline]
            pub fn into_stream(self) -> $crate::runtime::pages::items::ItemStream<$item> {
                self.request.items(&$shape)
            }

            /// Walks all items of all pages, and blocks the thread while a page is fetched.
            #[cfg(feature = "blocking")]
            #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
            #[inline]
            pub fn into_iter_blocking(self) -> $crate::runtime::pages::blocking::BlockingItems<$item> {
                self.into_stream().into_iter_blocking()
            }
        }
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use page_request_methods;
