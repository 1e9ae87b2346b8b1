package dev.reelay.request;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import dev.reelay.outside.AddressGuard;
import dev.reelay.outside.Checked;
import dev.reelay.outside.PublicUrl;
import dev.reelay.tenant.Tenant;
import dev.reelay.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks the addresses of media in an input, whatever the model calls the field: a public https URL, an image inside the
 * request, or an object that is the tenant's own. What the model's schema says of the field comes on top.
 */
@ApplicationScoped
class CheckMedia {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|s3|ftp|file|data|gs|blob):\\S*");

    private final AddressGuard guard;
    private final RequestConfig config;
    private final Uploads uploads;

    CheckMedia(AddressGuard guard, RequestConfig config, Uploads uploads) {
        this.guard = guard;
        this.config = config;
        this.uploads = uploads;
    }

    List<Violation> violations(JsonNode input, Tenant tenant) {
        List<Violation> found = new ArrayList<>();
        visit("", input, JsonPointer.empty(), tenant, found);
        return found;
    }

    private void visit(String name, JsonNode node, JsonPointer at, Tenant tenant, List<Violation> found) {
        if (node.isTextual() && isAddress(name, node.textValue())) {
            objection(node.textValue(), tenant).ifPresent(message -> found.add(new Violation(at.toString(), message)));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            visit(name, node.get(i), at.appendIndex(i), tenant, found);
        }
        node.properties()
                .forEach(inner ->
                        visit(inner.getKey(), inner.getValue(), at.appendProperty(inner.getKey()), tenant, found));
    }

    /** By the field's name, or because the whole text looks like one; a prompt may be about anything. */
    private static boolean isAddress(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean named = lower.endsWith("url") || lower.endsWith("urls") || lower.endsWith("uri");
        return named || (!lower.contains("prompt") && ADDRESS.matcher(text).matches());
    }

    private Optional<String> objection(String address, Tenant tenant) {
        String scheme = address.substring(0, Math.max(0, address.indexOf(':'))).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "data" -> DataUri.objection(address, config.dataUriBytes());
            case "s3" -> objectObjection(address, tenant);
            default ->
                switch (PublicUrl.check(address, guard)) {
                    case Checked.Fine fine -> Optional.empty();
                    case Checked.Wrong wrong -> Optional.of(wrong.message());
                };
        };
    }

    /** What a tenant has uploaded it may name, whatever its prefixes are. */
    private Optional<String> objectObjection(String address, Tenant tenant) {
        return uploads.has(tenant, address) && S3Address.parse(address).isPresent()
                ? Optional.empty()
                : S3Address.objection(address, tenant);
    }
}
