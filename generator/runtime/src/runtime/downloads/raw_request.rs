//! Downloads from endpoints that are not in the API description.

use crate::runtime::call::Call;
use crate::runtime::call::raw_request::RawRequest;
use crate::runtime::call::response::Response;
use crate::runtime::downloads::download::{Download, DownloadBody};

impl RawRequest {
    /// Sends the request and returns the response body as a download, which is read in chunks. The timeouts end with the
    /// headers of the response.
    #[inline]
    pub fn download(self) -> Call<Download> {
        Call::new(self.request.for_download(), &DownloadBody)
    }

    /// Sends the request and returns the response body as a download, with the status and headers of the response.
    #[inline]
    pub fn download_with_response(self) -> Call<Response<Download>> {
        Call::new(self.request.for_download(), &DownloadBody)
    }
}
