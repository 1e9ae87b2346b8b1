package dev.reelay.api.fuzz;

import dev.reelay.api.fuzz.RawHttp.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What is wrong with an answer, whatever was asked. */
final class Judge {
    /** What a server tells of itself only when something broke. */
    private static final Pattern INSIDES = Pattern.compile(
            "\\tat |Exception|java\\.(?:lang|util|io|sql)|org\\.(?:postgresql|jboss|hibernate)|io\\.(?:quarkus|vertx|netty)"
                    + "|dev\\.reelay\\.(?!\\w+\\.\\w+\\.v1)|ERROR: |SQLSTATE|PSQL");
    /** Found before an operation is, by the framework or by what every address has. */
    private static final List<String> OF_ALL =
            List.of("400", "401", "403", "404", "405", "406", "413", "414", "415", "429", "431");

    private final Landscape landscape;

    Judge(Landscape landscape) {
        this.landscape = landscape;
    }

    /** Nothing where all is well. */
    List<String> complaints(Call call, Answer answer) {
        List<String> complaints = new ArrayList<>();
        if (answer.hung()) {
            complaints.add("hung");
        }
        if (answer.status() == 0 && !call.draft().isBroken() && call.draft().sentBody().length < 1 << 20) {
            complaints.add("closed the connection without an answer");
        }
        if (answer.status() >= 500
                && !(answer.status() == 501 && call.operation().statuses().contains("501"))) {
            complaints.add("is a fault of the server");
        }
        if (!call.draft().isBroken() && isUndescribed(call, answer)) {
            complaints.add("is an answer that the description does not name");
        }
        if (INSIDES.matcher(answer.head() + answer.body()).find()) {
            complaints.add("tells of the insides");
        }
        if (!answer.header("X-Junk").isEmpty()) {
            complaints.add("has a header that the caller made");
        }
        if (answer.status() >= 400 && !call.draft().isBroken() && !call.isHead() && !isProblem(answer)) {
            complaints.add("is no problem document");
        }
        Landscape.Key caller = call.caller();
        if (caller != null && !caller.isAdmin()) {
            complaints.addAll(leaks(call, answer, caller));
        }
        return complaints;
    }

    private static boolean isProblem(Answer answer) {
        return answer.header("Content-Type").startsWith("application/problem+json")
                && answer.body().contains("urn:reelay:problem:");
    }

    private static boolean isUndescribed(Call call, Answer answer) {
        String status = "" + answer.status();
        boolean otherMethod = call.varied().equals("the method");
        return answer.status() != 0
                && !otherMethod
                && !OF_ALL.contains(status)
                && !call.operation().statuses().contains(status);
    }

    private List<String> leaks(Call call, Answer answer, Landscape.Key caller) {
        String told = answer.head() + answer.body();
        List<String> leaks = new ArrayList<>();
        landscape.foreignWords(caller.owner()).stream()
                .filter(told::contains)
                .forEach(word -> leaks.add("tells another tenant's text, " + word));
        // What was sent may come back in the words that refuse it.
        List<UUID> sent = answer.status() / 100 == 4
                ? Call.idsIn(new String(call.draft().head(), java.nio.charset.StandardCharsets.UTF_8))
                        .toList()
                : List.of();
        Call.idsIn(told)
                .filter(id -> !sent.contains(id))
                .filter(id -> landscape
                        .owner(id)
                        .filter(owner -> !owner.is(caller.owner()))
                        .isPresent())
                .forEach(id -> leaks.add("tells another tenant's id, " + id));
        return leaks;
    }
}
