package dev.reelay.generation;

import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import org.jspecify.annotations.Nullable;

/** From the columns of an error to a value; a class that this version does not know is one of ours gone wrong. */
final class Failures {
    private Failures() {}

    static @Nullable Failure of(@Nullable String errorClass, @Nullable String message, @Nullable String code) {
        if (errorClass == null) {
            return null;
        }
        ErrorClass known = ErrorClass.of(errorClass).orElse(ErrorClass.INTERNAL);
        return new Failure(known, message == null ? known.wire() : message, code, null);
    }
}
