package dev.reelay.pieces.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.error.ErrorClass;
import dev.reelay.generation.Waiting;
import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WaitingPageTest {
    private static final String PAGE = "docs/when-a-request-does-not-finish.md";
    private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

    @Test
    void everyReasonStandsThere() throws IOException {
        assertThat(firstCells("## It ended, but nobody"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Waiting.Reason.values())
                        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void everyErrorClassStandsThere() throws IOException {
        String page = Repository.read(PAGE);

        assertThat(names(page.substring(page.indexOf("| error class"))))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorClass.values()).map(ErrorClass::wire).toList());
    }

    private static List<String> firstCells(String until) throws IOException {
        String page = Repository.read(PAGE);
        return names(page.substring(page.indexOf("| ---"), page.indexOf(until)));
    }

    private static List<String> names(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> NAME.matcher(line.split("\\|", -1)[1]).results())
                .map(name -> name.group(1))
                .toList();
    }
}
