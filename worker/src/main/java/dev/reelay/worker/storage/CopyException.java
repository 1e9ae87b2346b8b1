package dev.reelay.worker.storage;

import org.jspecify.annotations.Nullable;

/** A result was not stored, and nothing of it counts. Says why, and whether another try may end otherwise. */
public final class CopyException extends Exception {
    /** What stood in the way. */
    public enum Kind {
        /** The link has no bytes any more: ask the provider anew, then try again with what it tells. */
        LINK_EXPIRED(true),
        /** The source did not answer, or not with the bytes. */
        SOURCE_UNAVAILABLE(true),
        /** The download broke more often than it is resumed. */
        SOURCE_CUT(true),
        /** The bytes are no MP4. */
        WRONG_TYPE(false),
        /** It begins as an MP4 and is cut or broken. */
        NOT_WHOLE(true),
        /** It is larger than what the configuration allows. */
        TOO_LARGE(false),
        /** The bucket does not take it at the moment. */
        STORE_UNAVAILABLE(true),
        /** The bucket refuses it: someone must mend credentials, policy or name. */
        STORE_REFUSED(true),
        /** The whole copy took longer than it may. */
        TOO_SLOW(true);

        private final boolean again;

        Kind(boolean again) {
            this.again = again;
        }
    }

    private final Kind kind;
    private final boolean again;

    private CopyException(Kind kind, String message, boolean again, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.again = again;
    }

    static CopyException of(Kind kind, String message) {
        return new CopyException(kind, message, kind.again, null);
    }

    static CopyException of(Kind kind, String message, Throwable cause) {
        return new CopyException(kind, message, kind.again, cause);
    }

    /** Another type than expected; a text may be the passing error page of a delivery network, a picture stays one. */
    static CopyException wrongType(String message, boolean text) {
        return new CopyException(Kind.WRONG_TYPE, message, text, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same copy may be tried again, after a wait. */
    public boolean mayTryAgain() {
        return again;
    }
}
