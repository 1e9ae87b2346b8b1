package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Provider;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.SendWindow;
import jakarta.inject.Singleton;

/** The three things that are asked of a provider, as its definition says how. */
@Singleton
public final class ProviderCalls {
    private final OutgoingHttp http;
    private final ObjectMapper json;

    ProviderCalls(OutgoingHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** The paid call: made once, never repeated. */
    public SubmitOutcome submit(
            Provider provider, String providerModel, Credential key, JsonNode body, SendWindow window) {
        throw new UnsupportedOperationException(http + " " + json);
    }

    /** Asks for the state and, when it must, for the result. */
    public PollOutcome poll(Provider provider, RemoteRequest request, Credential key) {
        throw new UnsupportedOperationException(http + " " + json);
    }

    /** Asks to cancel. */
    public CancelResult cancel(Provider provider, RemoteRequest request, Credential key) {
        throw new UnsupportedOperationException(http + " " + json);
    }
}
