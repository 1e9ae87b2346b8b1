package dev.reelay.worker.provider;

/** The secret of an account at a provider; it goes into one header of calls to the provider's own origin, nowhere else. */
public record Credential(String value) {
    @Override
    public String toString() {
        return "Credential[hidden]";
    }
}
