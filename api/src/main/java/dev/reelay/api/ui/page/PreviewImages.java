package dev.reelay.api.ui.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.upload.Uploads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what of an input can be looked at. An upload has an address that only the bucket understands, and gets a link for a
 * while; whose upload it is not sees nothing of it.
 */
@Named("previews")
@ApplicationScoped
public class PreviewImages {
    private final Uploads uploads;
    private final Caller caller;

    PreviewImages(Uploads uploads, Caller caller) {
        this.uploads = uploads;
        this.caller = caller;
    }

    /** Where an image is seen that is named by this address; empty when it cannot be. */
    public String of(String address) {
        if (address.startsWith("https://") || address.startsWith("data:image/")) {
            return address;
        }
        return ofUpload(address);
    }

    /** The same of uploads alone; what the browser can show by itself is empty too. */
    public String ofUpload(String address) {
        return uploads.preview(caller.tenant(), address)
                .map(link -> link.url().toString())
                .orElse("");
    }

    /** All images of an input, however deep. */
    public List<String> in(JsonNode input) {
        List<String> found = new ArrayList<>();
        visit(input, found);
        return found;
    }

    private void visit(JsonNode node, List<String> found) {
        if (node.isTextual()) {
            String shown = of(node.textValue());
            if (!shown.isEmpty()) {
                found.add(shown);
            }
        }
        node.forEach(inner -> visit(inner, found));
    }
}
