package dev.reelay.api;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The description that we serve is whole, and tells the truth. */
@QuarkusTest
@WithTestResource(Servers.class)
class DescriptionIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    S3Client store;

    @Inject
    Tables tables;

    private JsonNode description;

    @BeforeEach
    void read() throws JsonProcessingException {
        tables.clear();
        description = Description.read();
    }

    private record Operation(String path, String method, JsonNode described) {}

    private Stream<Operation> operations() {
        return description.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> !entry.getKey().equals("parameters"))
                        .map(entry -> new Operation(path.getKey(), entry.getKey(), entry.getValue())));
    }

    private List<String> complaints(String schema, JsonNode document) {
        return Description.complaints(description, schema, document);
    }

    private static String schemaOf(JsonNode content) {
        String reference = content.at("/schema/$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.get("$ref").asText().substring(1)) : node;
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(description.path("openapi").asText()).startsWith("3.1");
        assertThat(description.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                description.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyOperationHasANameAndItsParameters() {
        List<Operation> all = operations().toList();
        assertThat(all)
                .extracting(
                        operation -> operation.described().path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(all).allSatisfy(operation -> {
            assertThat(operation.described().path("summary").asText()).isNotEmpty();
            assertThat(operation.described().path("responses").has("401")).isTrue();
        });
    }

    @Test
    void everyAddressIsDescribedAndEveryDescribedOneIsThere() {
        Set<String> described = operations()
                .map(operation -> operation.method().toUpperCase(Locale.ROOT) + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(served()).containsExactlyElementsOf(described);
    }

    private static Set<String> served() {
        return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(DescriptionIT::served)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> served(Class<?> resource) {
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .filter(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class))
                        .map(annotation -> annotation.annotationType().getSimpleName() + " "
                                + resource.getAnnotation(Path.class).value()
                                + (method.isAnnotationPresent(Path.class)
                                        ? method.getAnnotation(Path.class).value()
                                        : "")))
                .filter(address ->
                        !address.matches("[A-Z]+ /((ui|fal|wavespeed|runcomfy|segmind|replicate|openai).*)?"))
                .map(address -> address.replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
    }

    @Test
    void everyExampleOfARequestIsAccepted() {
        List<Operation> submits = operations()
                .filter(operation -> operation.described().has("requestBody"))
                .filter(operation ->
                        operation.described().path("operationId").asText().startsWith("submit"))
                .toList();
        assertThat(submits).hasSizeGreaterThan(1);
        store.putObject(
                request -> request.bucket("acme-media").key("manifests/spring.jsonl"),
                RequestBody.fromString("{\"model\": \"" + Client.MODEL + "\", \"input\": " + Client.INPUT + "}"));
        for (Operation submit : submits) {
            submit.described()
                    .at("/requestBody/content")
                    .properties()
                    .forEach(content -> content.getValue()
                            .path("examples")
                            .forEach(example -> assertAccepted(submit.path(), content.getKey(), example.get("value"))));
        }
        assertThat(description.at("/paths/~1v1~1requests/post/requestBody/content/application~1json/examples"))
                .allSatisfy(example ->
                        assertThat(complaints("Envelope", example.get("value"))).isEmpty());
    }

    private static void assertAccepted(String path, String type, JsonNode example) {
        byte[] body = (example.isTextual() ? example.textValue() : example.toString()).getBytes(StandardCharsets.UTF_8);
        Response answer =
                ACME.call().header("Content-Type", type).body(body).post(path.replace("{model}", Client.MODEL));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    }

    @Test
    void everyExampleOfAnAnswerIsOfItsSchema() {
        long checked = operations()
                .flatMap(operation -> StreamSupport.stream(
                        operation.described().get("responses").spliterator(), false))
                .map(this::resolved)
                .flatMap(response ->
                        StreamSupport.stream(response.path("content").spliterator(), false))
                .flatMap(
                        content -> StreamSupport.stream(content.path("examples").spliterator(), false)
                                .map(example -> complaints(schemaOf(content), example.get("value"))))
                .peek(complaints -> assertThat(complaints).isEmpty())
                .count();

        assertThat(checked).isGreaterThan(30);
    }

    @Test
    void whatWeAnswerIsOfItsSchema() throws JsonProcessingException {
        Response receipt = ACME.submit("""
                {"model": "%s", "input": %s, "metadata": {"a": "b"}}""".formatted(Client.MODEL, Client.INPUT));
        UUID id = Client.id(receipt);
        assertThat(complaints("Receipt", JSON.readTree(receipt.asString()))).isEmpty();
        assertOfTheirSchemas(id);
        tables.complete(id, "results/", 2);
        assertOfTheirSchemas(id);
        assertThat(complaints("Models", answer("/v1/models"))).isEmpty();
        assertThat(complaints("Model", answer("/v1/models/" + Client.MODEL))).isEmpty();
        assertThat(complaints("Problem", JSON.readTree(ACME.submit("{").asString())))
                .isEmpty();
        UUID other = ACME.accepted();
        assertThat(complaints(
                        "Cancellation",
                        JSON.readTree(ACME.call()
                                .post("/v1/requests/" + other + "/cancel")
                                .asString())))
                .isEmpty();
    }

    @Test
    void everyExampleOfASettlementIsTaken() throws JsonProcessingException {
        JsonNode examples = description.at("/paths/~1v1~1requests~1{id}~1attempts~1{number}~1settle/post/requestBody"
                + "/content/application~1json/examples");
        assertThat(examples).hasSize(3);
        for (JsonNode example : examples) {
            tables.clear();
            UUID id = ACME.accepted();
            tables.hold(id);
            Response answer = ACME.call()
                    .contentType("application/json")
                    .body(example.get("value").toString())
                    .post("/v1/requests/" + id + "/attempts/1/settle");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(complaints("Settlement", example.get("value"))).isEmpty();
            assertThat(complaints("Settled", JSON.readTree(answer.asString()))).isEmpty();
        }
    }

    private void assertOfTheirSchemas(UUID id) throws JsonProcessingException {
        assertThat(complaints("Status", answer("/v1/requests/" + id + "/status")))
                .isEmpty();
        assertThat(complaints("Result", answer("/v1/requests/" + id + "/result")))
                .isEmpty();
        assertThat(complaints("Request", answer("/v1/requests/" + id))).isEmpty();
        assertThat(complaints("Page", answer("/v1/requests"))).isEmpty();
        tables.position();
        assertThat(complaints("EventPage", answer("/v1/events"))).isEmpty();
    }

    private static JsonNode answer(String address) throws JsonProcessingException {
        return JSON.readTree(
                ACME.call().get(address).then().statusCode(200).extract().asString());
    }

    @Test
    void theDescriptionCanBeTriedOut() {
        assertThat(RestAssured.get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    }
}
