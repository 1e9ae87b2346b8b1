package dev.reelay.api.upload;

import dev.reelay.api.request.Document;
import dev.reelay.upload.Uploaded;
import java.net.URI;
import java.time.Instant;

/**
 * An image that was kept.
 *
 * @param url what requests name it by
 * @param previewUrl a link to look at it, until {@code expiresAt}
 */
@Document
record UploadDocument(String url, URI previewUrl, Instant expiresAt, String mediaType, long bytes, String sha256) {
    static UploadDocument of(Uploaded upload) {
        return new UploadDocument(
                upload.address(),
                upload.preview().url(),
                upload.preview().expiresAt(),
                upload.format().mediaType(),
                upload.bytes(),
                upload.sha256());
    }
}
