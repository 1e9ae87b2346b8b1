package dev.reelay.storage;

import dev.reelay.error.ErrorClass;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The store did not do what was asked; says whether another try may help. */
public final class StorageException extends RuntimeException {
    private final ErrorClass errorClass;

    public StorageException(String message, ErrorClass errorClass, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
    }

    /** What the SDK threw, as one of ours; {@code doing} is what was tried, with the key. */
    public static StorageException of(String doing, SdkException cause) {
        boolean refused =
                cause instanceof SdkServiceException service && service.statusCode() / 100 == 4 && !passing(service);
        return refused
                ? new StorageException(
                        "the store refused " + doing + ": " + cause.getMessage(), ErrorClass.INTERNAL, cause)
                : new StorageException(
                        doing + " did not work, to be tried again: " + cause.getMessage(),
                        ErrorClass.UNAVAILABLE,
                        cause);
    }

    /** Some of the 4xx tell of a bad connection or of two writers at once, and nothing of the request. */
    private static boolean passing(SdkServiceException cause) {
        String code = cause instanceof AwsServiceException told && told.awsErrorDetails() != null
                ? String.valueOf(told.awsErrorDetails().errorCode())
                : "";
        return cause.isThrottlingException()
                || Set.of(408, 409, 429).contains(cause.statusCode())
                || Set.of("RequestTimeout", "IncompleteBody", "BadDigest").contains(code);
    }

    /** {@code UNAVAILABLE} when it may be tried again, {@code INTERNAL} when someone must mend the configuration. */
    public ErrorClass errorClass() {
        return errorClass;
    }
}
