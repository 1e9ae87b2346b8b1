package dev.reelay.pieces.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureMatrixTest {
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)]\\(\\.\\./([^)]+)\\)");

    /** The rows below the heads of the tables. */
    static Stream<String> rows() throws IOException {
        return Repository.read("docs/failure-matrix.md")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what dies") && !line.startsWith("| ---"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowNamesTestsThatExistOrSaysThatThereIsNone(String row) throws IOException {
        String[] cells = row.split("\\|", -1);
        assertThat(cells).as("cells of a row").hasSize(5);
        List<MatchResult> tests = LINK.matcher(cells[3]).results().toList();

        assertThat(!tests.isEmpty() || cells[3].contains("no test yet"))
                .as("names a test or none")
                .isTrue();
        for (MatchResult test : tests) {
            String source = Repository.read(test.group(2));
            assertThat(test.group(2)).endsWith("/" + test.group(1) + ".java");
            assertThat(source).contains("class " + test.group(1)).contains("@Test");
        }
    }
}
