package dev.reelay.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.client.problem.ProblemException;
import dev.reelay.client.problem.UnreachableException;
import dev.reelay.client.request.NotEndedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What is told of a failure, to people and to programs. */
record Failure(ExitStatus status, List<String> lines, ObjectNode document, boolean bug) {

    static Failure of(Exception fault) {
        return switch (fault) {
            case ProblemException refused -> refused(refused);
            case UnreachableException away -> plain(ExitStatus.UNAVAILABLE, text(away));
            case NotEndedException late -> plain(ExitStatus.TIMED_OUT, text(late));
            case PlainFailure known -> plain(known.status(), text(known));
            case IllegalArgumentException misuse -> plain(ExitStatus.USAGE, text(misuse));
            case UncheckedIOException file -> plain(ExitStatus.FAILED, text(file));
            case IOException file -> plain(ExitStatus.FAILED, text(file));
            case InterruptedException _ -> plain(ExitStatus.FAILED, "interrupted");
            default -> bug(fault);
        };
    }

    private static Failure plain(ExitStatus status, String message) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("exit_status", status.code()).put("title", message);
        return new Failure(status, List.of(message), document, false);
    }

    private static Failure bug(Exception fault) {
        Failure told = plain(ExitStatus.FAILED, "this is a fault of reelay itself: " + fault);
        return new Failure(told.status, told.lines, told.document, true);
    }

    private static Failure refused(ProblemException refused) {
        ExitStatus status = status(refused);
        List<String> lines = new ArrayList<>();
        lines.add(why(status) + " (" + refused.status() + "): "
                + refused.problem().title() + ". " + refused.problem().detail());
        refused.problem().faults().forEach(fault -> lines.add("  " + fault));
        JsonNode batch = refused.problem().document().path("batch_id");
        if (batch.isTextual()) {
            lines.add("  every fault: reelay batch report " + batch.asText());
        }
        if (status == ExitStatus.UNAUTHORIZED && refused.status() == 401) {
            lines.add("  the key is read from REELAY_API_KEY, REELAY_API_KEY_FILE or the configuration file");
        }
        refused.retryAfter().ifPresent(wait -> lines.add("  come back in " + wait.toSeconds() + " s"));
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("exit_status", status.code());
        document.put("status", refused.status()).put("title", refused.problem().title());
        document.setAll((ObjectNode) refused.problem().document());
        return new Failure(status, lines, document, false);
    }

    private static ExitStatus status(ProblemException refused) {
        if (refused.unauthorized()) {
            return ExitStatus.UNAUTHORIZED;
        }
        return refused.status() / 100 == 4 ? ExitStatus.INVALID : ExitStatus.UNAVAILABLE;
    }

    private static String why(ExitStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "not authorised";
            case UNAVAILABLE -> "not available";
            case GOOD, FAILED, USAGE, INVALID, TIMED_OUT -> "refused";
        };
    }

    private static String text(Exception fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }
}
