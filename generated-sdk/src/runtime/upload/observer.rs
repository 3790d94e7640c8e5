//! Observation of uploads.

use http::Method;

use crate::runtime::send::observer::CallObserver;

impl CallObserver {
    /// Records that the call goes on with an upload, whose attempts have another HTTP method.
    #[inline]
    pub(crate) fn begin_upload(&mut self, method: &Method) {
        self.set_end(None);
        if let Some(hooked_call) = &mut self.hooked_call {
            hooked_call.upload_method = Some(method.clone());
        }
    }
}
