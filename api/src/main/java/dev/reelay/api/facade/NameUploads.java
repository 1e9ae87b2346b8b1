package dev.reelay.api.facade;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.tenant.Tenant;
import dev.reelay.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in an input what was uploaded in the form of a service, and names it as inputs of requests do. */
@ApplicationScoped
class NameUploads {
    private static final Pattern FILE =
            Pattern.compile("(?:(?:/fal|/wavespeed)?/|(?:/replicate)?/v1/)" + Uploads.FILES + "(" + Uploads.NAME + ")");

    private final FrontLinks links;
    private final Uploads uploads;

    NameUploads(FrontLinks links, Uploads uploads) {
        this.links = links;
        this.uploads = uploads;
    }

    /** The input with the tenant's own files in it; one that is not there ends the HTTP request. */
    JsonNode in(JsonNode input, Tenant tenant) {
        return named(input, JsonPointer.empty(), tenant);
    }

    private JsonNode named(JsonNode node, JsonPointer at, Tenant tenant) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field ->
                            field.setValue(named(field.getValue(), at.appendProperty(field.getKey()), tenant)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, named(array.get(i), at.appendIndex(i), tenant));
            }
        } else if (node.isTextual()) {
            return file(node.textValue())
                    .<JsonNode>map(name -> TextNode.valueOf(address(name, at, tenant)))
                    .orElse(node);
        }
        return node;
    }

    private Optional<String> file(String text) {
        if (!text.startsWith("http") || text.length() > 1000) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            Matcher file = FILE.matcher(String.valueOf(address.getPath()));
            return links.isOurs(address) && file.matches() ? Optional.of(file.group(1)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private String address(String name, JsonPointer at, Tenant tenant) {
        return uploads.find(tenant, name)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "Nothing was accepted.",
                        List.of(Problem.Fault.at(
                                at.toString(), "names a file that your tenant has not uploaded; upload it first")))));
    }
}
