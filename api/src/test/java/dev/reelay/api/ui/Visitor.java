package dev.reelay.api.ui;

import static io.restassured.RestAssured.given;

import dev.reelay.api.testing.Client;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser who has signed in. */
public record Visitor(String cookie, String csrf) {
    private static final Pattern CSRF = Pattern.compile("X-CSRF-Token\":\"([^\"]+)\"");

    /** Signs in with the key of this client. */
    public static Visitor with(Client client) {
        Response answer = signIn(client.key(), "/ui");
        String cookie = answer.cookie("reelay_session");
        Matcher token = CSRF.matcher(
                given().cookie("reelay_session", cookie).get("/ui/requests").asString());
        if (!token.find()) {
            throw new IllegalStateException("the page has no token");
        }
        return new Visitor(cookie, token.group(1));
    }

    static Response signIn(String key, String next) {
        return given().redirects()
                .follow(false)
                .formParam("key", key)
                .formParam("next", next)
                .post("/ui/sign-in");
    }

    /** Looks. */
    public RequestSpecification looks() {
        return given().redirects().follow(false).cookie("reelay_session", cookie);
    }

    /** Presses a button of a page. */
    public RequestSpecification acts() {
        return looks().header("X-CSRF-Token", csrf).header("HX-Request", "true");
    }

    /** The text of a page that is there. */
    public String page(String address) {
        return looks().get(address).then().statusCode(200).extract().asString();
    }
}
