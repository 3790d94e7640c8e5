//! Methods that request builders for pages have.

/// Implements the options of a request builder whose method returns pages of `$item`, and the methods that send it.
#[allow(unused_macros, reason = "an API may have no such method")]
macro_rules! page_request_methods {
    ($builder:ident, $item:ty) => {
        $crate::runtime::pages::builder::page_request_methods!(
            @all $builder, $item, $crate::runtime::pages::Page<$item>, page, page_response
        );
    };
    (@all $builder:ident, $item:ty, $page:ty, $send:ident, $with_response:ident) => {
        $crate::runtime::call::builder::request_methods!(@builder $builder, $page {
            $crate::runtime::call::builder::request_methods!(@options);
            $crate::runtime::call::builder::request_methods!(@send $page, $send, $with_response, &Self::PAGES);

            /// Returns a stream of the items of all pages. The next page is fetched after the last item of the current
            /// page.
            #[inline]
            pub fn into_stream(self) -> $crate::runtime::pages::items::ItemStream<$item> {
                self.request.items(&Self::PAGES)
            }

            /// Returns an iterator over the items of all pages. It blocks the current thread while it fetches a page.
            #[cfg(feature = "blocking")]
            #[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
            #[inline]
            pub fn into_iter_blocking(self) -> $crate::runtime::pages::blocking::BlockingItems<$item> {
                self.into_stream().into_iter_blocking()
            }
        });
    };
}

#[allow(unused_imports, reason = "an API may have no such method")]
pub(crate) use page_request_methods;
