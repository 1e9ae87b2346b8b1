package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/catalog.md are loaded from the document itself. */
class CatalogDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n# (\\S+\\.yaml)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path root;

    @Test
    void theExamplesLoadAndDoWhatTheTextSays() throws IOException {
        CatalogFolder folder = new CatalogFolder(root);
        examples().forEach(folder::with);
        Catalog catalog = folder.load();

        assertThat(catalog.provider("fal").orElseThrow().baseUrl())
                .isEqualTo(URI.create("https://fal-proxy.example.com"));
        assertThat(catalog.find("acme/zoom").orElseThrow().offerings()).hasSize(1);
        assertThat(catalog.find("zoom/one").orElseThrow().pinned()).isTrue();
        assertThat(catalog.find(Seeds.LUMA).orElseThrow().offerings())
                .extracting(Offering::provider)
                .contains("acme");
        assertThat(catalog.find(Seeds.LTX).orElseThrow().pinned()).isFalse();
    }

    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("../docs/catalog.md")));
        while (matcher.find()) {
            examples.put(matcher.group(1), matcher.group(2));
        }
        assertThat(examples).hasSize(6);
        return examples;
    }
}
