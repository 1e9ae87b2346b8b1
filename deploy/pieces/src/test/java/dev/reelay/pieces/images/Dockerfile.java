package dev.reelay.pieces.images;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a Dockerfile of ours says. Only what it needs is known; anything else is a mistake. */
final class Dockerfile {
    private static final String HEALTH = " CMD ";

    private final String context;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Copy> copies = new ArrayList<>();
    private final List<List<String>> runs = new ArrayList<>();
    private String user = "root";
    private List<String> entrypoint = List.of();
    private List<String> health = List.of();

    private Dockerfile(String context) {
        this.context = context;
    }

    /** From a place of the context into the image's folder. */
    record Copy(String from, String to) {}

    static Dockerfile read(String context) throws IOException {
        Dockerfile file = new Dockerfile(context);
        for (String line : Repository.read(context + "/Dockerfile").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int space = line.indexOf(' ');
                file.take(line.substring(0, space), line.substring(space + 1));
            }
        }
        return file;
    }

    private void take(String instruction, String rest) throws IOException {
        switch (instruction) {
            case "ARG", "FROM", "EXPOSE", "STOPSIGNAL" -> {}
            case "WORKDIR" -> {
                if (!rest.equals("/app")) {
                    throw new IllegalArgumentException("the folder of an image of ours is /app");
                }
            }
            case "COPY" -> copies.add(new Copy(rest.split(" ", -1)[0], rest.split(" ", -1)[1]));
            case "RUN" -> runs.add(words(rest));
            case "ENV" -> environment.put(rest.substring(0, rest.indexOf('=')), rest.substring(rest.indexOf('=') + 1));
            case "USER" -> user = rest;
            case "HEALTHCHECK" -> health = words(rest.substring(rest.indexOf(HEALTH) + HEALTH.length()));
            case "ENTRYPOINT" -> entrypoint = words(rest);
            default -> throw new IllegalArgumentException("not known to this test: " + instruction);
        }
    }

    private static List<String> words(String json) throws IOException {
        return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
    }

    String context() {
        return context;
    }

    Map<String, String> environment() {
        return environment;
    }

    List<Copy> copies() {
        return copies;
    }

    List<List<String>> runs() {
        return runs;
    }

    String user() {
        return user;
    }

    List<String> entrypoint() {
        return entrypoint;
    }

    List<String> health() {
        return health;
    }
}
