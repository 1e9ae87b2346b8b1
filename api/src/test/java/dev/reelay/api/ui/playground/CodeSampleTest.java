package dev.reelay.api.ui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class CodeSampleTest {
    private static final String HOSTILE = "It's \"\"\" a \\ \\u0041 line\nand ${one} `more`";
    private static final JsonNode ENVELOPE =
            new ObjectMapper().createObjectNode().put("model", "acme/zoom").put("prompt", HOSTILE);

    private static String sample(String id) {
        return CodeSample.of(ENVELOPE, "https://reelay.example.com/v1/requests", "kafka:9092").stream()
                .filter(sample -> sample.id().equals(id))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Sample.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreErrors) {
            return text;
        }
    }

    @Test
    void javaIsAWholeFileThatCompiles() {
        String java = sample("java");
        StringWriter said = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

        boolean compiles = compiler.getTask(
                        said, null, null, List.of("-proc:none", "-d", "target"), null, List.of(new Source(java)))
                .call();

        assertThat(compiles).as(said.toString()).isTrue();
        assertThat(java).startsWith("// java Sample.java\n").contains("acme/zoom");
    }

    @Test
    void javascriptWaitsForNothingAtItsTop() {
        assertThat(sample("javascript"))
                .startsWith("// node sample.js\n")
                .doesNotContain("await")
                .contains("acme/zoom", "It's \\\"\\\"\\\" a", ".then((answer) => answer.json())");
    }

    @Test
    void eachKafkaRecordIsAnotherEvent() {
        assertThat(sample("kafka"))
                .startsWith("id=$(uuidgen)\n")
                .contains("-k \"$id\"", "-H \"ce_id=$id\"", "acme/zoom");
    }

    @Test
    void allHaveWhatIsTyped() {
        assertThat(List.of("curl", "javascript", "java", "python", "kafka"))
                .allSatisfy(id -> assertThat(sample(id)).contains("acme/zoom", "and ${one} `more`"));
    }
}
