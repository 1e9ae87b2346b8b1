package dev.reelay.worker.provider;

/** The secret of an account at a provider; it goes into one header of calls to the provider's own origin, nowhere else. */
public record Credential(String value) {
    private static final int TOO_SHORT_TO_BE_ONE = 8;

    /** A text in which the secret does not stand any more. */
    String strikeOut(String text) {
        return value.length() < TOO_SHORT_TO_BE_ONE ? text : text.replace(value, "[hidden]");
    }

    @Override
    public String toString() {
        return "Credential[hidden]";
    }
}
