package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How providers call back, as their files have it, and what is told of a file that has it wrong. */
class CallbackDefinitionTest {
    @TempDir
    Path root;

    private static Callback callback(String provider) {
        return Objects.requireNonNull(CatalogLoader.load(null, Map.of())
                .provider(provider)
                .orElseThrow()
                .callback());
    }

    private static String text(String provider, Map<String, String> headers, String body) {
        return callback(provider)
                .signature()
                .signed()
                .of(headers::get, body.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("none");
    }

    @Test
    void falSignsItsHeadersAndTheHashOfTheBody() {
        assertThat(text(
                        "fal",
                        Map.of(
                                "X-Fal-Webhook-Request-Id", "r",
                                "X-Fal-Webhook-User-Id", "",
                                "X-Fal-Webhook-Timestamp", "1750000000"),
                        "{}"))
                .isEqualTo("r\n\n1750000000\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        assertThat(callback("fal").parameter()).isEqualTo("fal_webhook");
    }

    @Test
    void waveSpeedSignsItsHeadersAndTheBody() {
        Map<String, String> headers = Map.of("webhook-id", "msg_1", "webhook-timestamp", "1750000000");
        assertThat(text("wavespeed", headers, "{\"a\": 1.5}")).isEqualTo("msg_1.1750000000.{\"a\": 1.5}");
        assertThat(text("wavespeed", Map.of("webhook-id", "a.b", "webhook-timestamp", "1"), "{}"))
                .as("a value that holds what stands behind it")
                .isEqualTo("none");
    }

    @Test
    void whoDoesNotSayHowIsNotAsked() {
        Catalog catalog = CatalogLoader.load(null, Map.of());
        assertThat(catalog.providers())
                .filteredOn(provider -> provider.callback() != null)
                .extracting(Provider::name)
                .containsExactlyInAnyOrder("fal", "wavespeed");
    }

    @Test
    void theExampleOfTheDocumentationIsSound() throws IOException {
        Matcher example = Pattern.compile("```yaml\\n(callback:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/catalog.md")));
        assertThat(example.find()).isTrue();

        Catalog catalog = new CatalogFolder(root)
                .with("providers/acme.yaml", Definitions.PROVIDER + example.group(1))
                .load();

        assertThat(Objects.requireNonNull(catalog.provider("acme").orElseThrow().callback())
                        .signature()
                        .prefix())
                .isEqualTo("v3,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "callback: {parameter: web hook} | must be the name of a query parameter",
                "callback: {id: null} | `id` is missing",
                "callback: {id: $number(body)} | `id` fails",
                "callback: {signature: {scheme: rsa}} | must be one of ed25519, hmac-sha256",
                "callback: {signature: {keys: here}} | must be an http or https address",
                "callback: {signature: {secret_prefix: x}} | unknown key `secret_prefix`",
                "callback: {signature: {signed: '{body}'}} | must be a template",
                "callback: {signature: {signed: '{X-Fal-Webhook-Timestamp}.'}} | must be a template",
                "callback: {signature: {signed: '{X-Fal-Webhook-Timestamp}{body}'}} | must be a template",
                "callback: {signature: {signed: '{X-Fal-Webhook-Timestamp}.{body'}} | must be a template",
                "callback: null | `recovery` says `callback`, and no `callback` is described"
            })
    void aMistakeIsTold(String mistake, String told) {
        List<String> problems = new CatalogFolder(root)
                .with("providers/fal.yaml", "provider: fal\n" + mistake + "\n")
                .problems();

        assertThat(problems).singleElement().asString().contains(told);
    }
}
