package dev.reelay.api.facade;

import static io.restassured.RestAssured.given;

import dev.reelay.api.testing.Servers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Calls as the providers' clients make them. */
final class Calls {
    static final String FAL_MODEL = "fal-ai/luma-dream-machine/ray-2/image-to-video";
    static final String FAL_INPUT = """
            {"prompt": "The keeper turns to the sea", "image_url": "https://cdn.example.com/a.png"}""";

    private Calls() {}

    static RequestSpecification fal() {
        return fal(Servers.KEY);
    }

    static RequestSpecification fal(String key) {
        return plain().header("Authorization", "Key " + key);
    }

    static RequestSpecification bearer() {
        return plain().header("Authorization", "Bearer " + Servers.KEY);
    }

    static RequestSpecification segmind() {
        return plain().header("x-api-key", Servers.KEY);
    }

    static RequestSpecification plain() {
        return given().redirects().follow(false).urlEncodingEnabled(false).contentType("application/json");
    }

    static final String REPLICATE = "/replicate/v1/";
    static final String REPLICATE_BODY = "{\"version\": \"luma/ray-2/image-to-video\", \"input\": " + FAL_INPUT + "}";

    static Response predict() {
        return bearer().body(REPLICATE_BODY).post(REPLICATE + "predictions");
    }

    static Response submitFal(String input) {
        return fal().body(input).post("/fal/" + FAL_MODEL);
    }

    static String app(String id) {
        return "/fal/fal-ai/luma-dream-machine/requests/" + id;
    }
}
