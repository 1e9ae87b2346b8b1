package dev.reelay.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/** Signs a link to one object, so that a browser plays it and saves it under a name that means something. */
final class Presign {
    /** What signature version 4 allows. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final S3Presigner presigner;

    Presign(S3Presigner presigner) {
        this.presigner = presigner;
    }

    Link get(String bucket, String key, @Nullable String filename, Duration lifetime) {
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a link lives longer than nothing and at most 7 days, not " + lifetime);
        }
        var object = GetObjectRequest.builder().bucket(bucket).key(key);
        if (filename != null) {
            String safe = filename.replaceAll("[^A-Za-z0-9._-]", "_");
            object.responseContentDisposition("inline; filename=\"" + safe + "\"");
            object.responseContentType(mediaType(safe));
        }
        PresignedGetObjectRequest signed = presigner.presignGetObject(
                request -> request.signatureDuration(lifetime).getObjectRequest(object.build()));
        return new Link(URI.create(signed.url().toString()), signed.expiration());
    }

    /** A browser plays what is declared a video, whatever some store made of the type it was given. */
    private static @Nullable String mediaType(String filename) {
        String ending = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "mp4", "m4v" -> "video/mp4";
            case "jpg", "jpeg" -> "image/jpeg";
            case "png" -> "image/png";
            case "webp" -> "image/webp";
            case "json" -> "application/json";
            default -> null;
        };
    }
}
