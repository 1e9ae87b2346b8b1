package dev.reelay.api.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A caller of the api, with a key. */
public record Client(String key) {
    /** The model that the tests ask for. */
    public static final String MODEL = "luma/ray-2/image-to-video";

    /** An input that it takes. */
    public static final String INPUT = """
            {"prompt": "The keeper turns to the sea", "image_url": "https://cdn.example.com/first.jpg"}""";

    /** The first tenant's. */
    public static final Client ACME = new Client(Servers.KEY);

    /** With the key, and nothing else said. */
    public RequestSpecification call() {
        return given().header("Authorization", "Bearer " + key)
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false);
    }

    /** A bare input. */
    public Response submitInput(String body) {
        return call().contentType("application/json").body(body).post("/v1/models/" + MODEL);
    }

    /** An envelope. */
    public Response submit(String body) {
        return call().contentType("application/json").body(body).post("/v1/requests");
    }

    /** A manifest by its address. */
    public Response submitBatch(String body) {
        return call().contentType("application/json").body(body).post("/v1/batches");
    }

    /** A change. */
    public Response patch(String address, String body) {
        return call().contentType("application/json").body(body).patch(address);
    }

    /** Something that is accepted, and its id. */
    public UUID accepted() {
        return id(submitInput(INPUT).then().statusCode(202).extract().response());
    }

    /** The same, served by nobody but this provider, however it is with it. */
    public UUID acceptedAt(String provider) {
        return id(submit("{\"model\": \"" + MODEL + "\", \"providers\": [\"" + provider + "\"], \"input\": " + INPUT
                        + "}")
                .then()
                .statusCode(202)
                .extract()
                .response());
    }

    /** What is told below a request's address. */
    public Response get(UUID id, String below) {
        return call().get("/v1/requests/" + id + below);
    }

    /** The id in a receipt. */
    public static UUID id(Response receipt) {
        return UUID.fromString(receipt.path("request_id"));
    }
}
