package dev.reelay.pieces.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedFilesTest {
    private static final Pattern IN_BACKTICKS =
            Pattern.compile("`((?:api|common|worker|deploy|docs)/[\\w./-]+\\.(?:java|sql|yaml|md|properties))`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

    static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(Repository.ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "deploy/kubernetes/README.md")
                                    .map(Repository.ROOT::resolve),
                            pages.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyNamedFileExists(Path document) throws IOException {
        String text = Files.readString(document);

        assertThat(named(IN_BACKTICKS, text))
                .allSatisfy(name -> assertThat(Repository.ROOT.resolve(name)).exists());
        assertThat(named(LINK, text))
                .allSatisfy(name -> assertThat(document.resolveSibling(name)).exists());
    }

    private static List<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
