package dev.reelay.upload;

import dev.reelay.storage.Link;

/**
 * An image that lies in the bucket.
 *
 * @param address what requests name it by, {@code s3://…}: it is signed when a provider is asked, however late that is
 * @param preview a link to look at it, for a while
 */
public record Uploaded(String address, Link preview, ImageFormat format, long bytes, String sha256) {}
