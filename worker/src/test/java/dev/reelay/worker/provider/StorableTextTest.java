package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class StorableTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatPostgresqlCannotKeepIsReplaced() throws JsonProcessingException {
        String odd = """
                {"a\\u0000b": ["x\\u0000", {"y": "\\ud83d"}], "n": 1, "fine": "\\ud83d\\ude00"}""";

        assertThat(StorableText.of(JSON.readTree(odd), JSON)).isEqualTo(JSON.readTree("""
                        {"a\\ufffdb": ["x\\ufffd", {"y": "\\ufffd"}], "n": 1, "fine": "\\ud83d\\ude00"}"""));
    }

    @Test
    void aTextThatCanBeKeptIsTheSame() {
        String text = "caf\u00e9 \ud83d\ude00";
        assertThat(StorableText.of(text)).isSameAs(text);
    }
}
