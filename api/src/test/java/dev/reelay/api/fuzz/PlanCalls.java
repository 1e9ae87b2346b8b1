package dev.reelay.api.fuzz;

import dev.reelay.api.fuzz.Operation.Body;
import dev.reelay.api.fuzz.Operation.Field;
import dev.reelay.api.fuzz.Operation.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans the calls: each time around every part of every operation is made otherwise once, in an order and with values that
 * the seed decides; the rest of the call is as it should be.
 */
final class PlanCalls {
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/json; charset=utf-16",
            "application/json; charset=junk",
            "application/json;;;",
            "junk",
            "/",
            "application/json, text/html",
            "application/jsonl; charset=utf-7",
            "application/octet-stream",
            "");
    private static final List<String> METHODS = List.of(
            "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW", "get", "CONNECT", "\u00e9");
    private static final List<String> ACCEPTS = List.of(
            "*/*",
            "application/json",
            "text/event-stream",
            "text/html",
            "application/problem+json",
            "junk",
            "///",
            "application/json;q=x",
            ";",
            "image/png, */*;q=0",
            "a/b,".repeat(200));
    private static final List<String> NO_KEYS = List.of(
            "",
            "Bearer",
            "Bearer ",
            "Bearer rl_",
            "Bearer rl_" + "A".repeat(43),
            "Basic YTpi",
            "Bearer \u00e9",
            "Bearer rl_" + "x".repeat(20_000),
            "Bearer rl_%00",
            "bearer null",
            "Bearer a, Bearer b");

    private final Random random;
    private final Landscape landscape;
    private final Values values;
    private final WriteBody bodies;
    private final List<Part> parts;
    private final List<Part> toCome = new ArrayList<>();

    PlanCalls(List<Operation> operations, Landscape landscape, Random random) {
        this.random = random;
        this.landscape = landscape;
        this.values = new Values(random);
        this.bodies = new WriteBody(random, values);
        this.parts = operations.stream().flatMap(this::parts).toList();
    }

    /** Makes a part of a draft otherwise. */
    private interface Change {
        void apply(Draft draft);
    }

    private record Part(
            Operation operation, String name, @Nullable Body body, Change change) {}

    /** How many calls it takes to make everything otherwise once. */
    int round() {
        return parts.size();
    }

    Call next() {
        if (toCome.isEmpty()) {
            toCome.addAll(parts);
            Collections.shuffle(toCome, random);
        }
        Part part = toCome.removeLast();
        Draft draft = new Draft(part.operation(), random);
        Landscape.@Nullable Key caller = landscape.anyKey(part.operation(), random);
        part.change().apply(draft);
        if (part.name().equals("the key")) {
            caller = null;
        } else if (caller != null) {
            draft.header("Authorization", "Bearer " + caller.secret());
        }
        fill(draft, part, caller);
        return new Call(part.operation(), part.name(), caller, draft);
    }

    private Stream<Part> parts(Operation operation) {
        Stream<Part> parameters = operation.parameters().stream()
                .map(parameter -> new Part(
                        operation,
                        "the " + parameter.in() + " " + parameter.name(),
                        null,
                        draft -> vary(draft, parameter)));
        Stream<Part> bodyParts = operation.bodies().stream().flatMap(body -> bodyParts(operation, body));
        return Stream.of(Stream.of(plain(operation), general(operation)).flatMap(some -> some), parameters, bodyParts)
                .flatMap(some -> some);
    }

    private Stream<Part> plain(Operation operation) {
        return Stream.of(new Part(operation, "nothing", null, draft -> {}));
    }

    private Stream<Part> general(Operation operation) {
        return Stream.of(
                new Part(operation, "the method", null, draft -> draft.method(values.any(METHODS))),
                new Part(operation, "the key", null, draft -> draft.header("Authorization", values.any(NO_KEYS))),
                new Part(operation, "what is accepted", null, draft -> draft.header("Accept", values.any(ACCEPTS))),
                new Part(operation, "an unknown parameter", null, draft -> draft.query(junk(), junk())),
                new Part(operation, "junk in a header", null, draft -> draft.header("X-" + random.nextInt(9), junk())));
    }

    private Stream<Part> bodyParts(Operation operation, Body body) {
        Stream<Part> fields = body.fields().stream()
                .map(field -> new Part(operation, "the field " + String.join("/", field.path()), body, draft -> {
                    draft.type(body.type());
                    draft.body(field(body, field));
                }));
        Part whole = new Part(operation, "the body", body, draft -> {
            draft.type(body.type());
            bodies.otherwise(draft, body);
        });
        Part type = new Part(operation, "the type of the body", body, draft -> {
            draft.type(values.any(TYPES));
            draft.body(bodies.example(body));
        });
        return Stream.concat(Stream.of(whole, whole, type), fields);
    }

    private byte[] field(Body body, Field field) {
        return bodies.with(body, field, values.json(field.schema())).getBytes(StandardCharsets.UTF_8);
    }

    private String junk() {
        return values.any(List.of("a", "' or 1=1", "\u00e9", "x".repeat(200), "X-Forwarded-Host", "%00", "<b>"));
    }

    private void vary(Draft draft, Parameter parameter) {
        String value = values.text(parameter.schema());
        switch (parameter.in()) {
            case "path" -> draft.path(parameter.name(), value);
            case "query" -> draft.query(parameter.name(), value);
            default -> draft.header(parameter.name(), value.replaceAll("[\r\n]", "\t"));
        }
    }

    /** What was not made otherwise is as it should be. */
    private void fill(Draft draft, Part part, Landscape.@Nullable Key caller) {
        for (Parameter parameter : part.operation().parameters()) {
            String value = landscape
                    .known(parameter, caller, random)
                    .orElseGet(() ->
                            parameter.example() == null ? values.validText(parameter.schema()) : parameter.example());
            boolean varied = part.name().endsWith(" " + parameter.name());
            if (parameter.in().equals("path")) {
                draft.path(parameter.name(), value);
            } else if (!varied && random.nextInt(4) == 0) {
                vary(draft, parameter, value);
            }
        }
        if (part.body() == null && !part.operation().bodies().isEmpty()) {
            Body body = values.any(part.operation().bodies());
            draft.type(body.type());
            draft.body(bodies.example(body));
        }
    }

    private static void vary(Draft draft, Parameter parameter, String value) {
        if (parameter.in().equals("query")) {
            draft.query(parameter.name(), value);
        } else {
            draft.header(parameter.name(), value);
        }
    }
}
