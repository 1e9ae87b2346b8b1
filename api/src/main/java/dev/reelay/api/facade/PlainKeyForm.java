package dev.reelay.api.facade;

import dev.reelay.api.caller.KeyForm;
import dev.reelay.tenant.ApiKey;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * Keys that stand in one header, whole or behind a scheme.
 *
 * @param header its name
 * @param scheme with the blank behind it; empty where the key stands alone
 */
public record PlainKeyForm(Front front, String header, String scheme) implements KeyForm {
    @Override
    public boolean covers(String path) {
        return front.covers(path);
    }

    @Override
    public boolean isOpen(String method, String path) {
        return method.equals("PUT") && path.startsWith("/" + front.word() + "/uploads/");
    }

    @Override
    public Optional<ApiKey> key(ContainerRequestContext request) {
        String given = request.getHeaderString(header);
        return given != null && given.regionMatches(true, 0, scheme, 0, scheme.length())
                ? ApiKey.parse(given.substring(scheme.length()).strip())
                : Optional.empty();
    }

    @Override
    public boolean bringsAny(ContainerRequestContext request) {
        return request.getHeaderString(header) != null;
    }

    @Override
    public String advice() {
        return "Send " + header + ": " + scheme + "rl_…, with a key of your Reelay tenant.";
    }

    @Override
    public String challenge() {
        return (scheme.isEmpty() ? header + " " : scheme) + "realm=\"reelay\"";
    }
}
