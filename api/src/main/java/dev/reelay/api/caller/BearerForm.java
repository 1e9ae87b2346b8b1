package dev.reelay.api.caller;

import dev.reelay.tenant.ApiKey;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Our own form, at our own addresses. */
final class BearerForm implements KeyForm {
    static final KeyForm OWN = new BearerForm();

    private BearerForm() {}

    @Override
    public boolean covers(String path) {
        return path.startsWith("/v1/");
    }

    @Override
    public boolean isOpen(String method, String path) {
        return false;
    }

    @Override
    public Optional<ApiKey> key(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return header == null ? Optional.empty() : ApiKey.ofBearer(header);
    }

    @Override
    public boolean bringsAny(ContainerRequestContext request) {
        return request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    }

    @Override
    public String advice() {
        return "Send Authorization: Bearer rl_…, with a key of your tenant.";
    }

    @Override
    public String challenge() {
        return "Bearer realm=\"reelay\"";
    }
}
