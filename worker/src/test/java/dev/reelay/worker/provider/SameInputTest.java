package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"a\": 5, \"b\": [1, {\"c\": null}]} | {\"b\": [1.0, {\"c\": null}], \"a\": 5.00} | true",
                "{\"a\": 5} | {\"a\": \"5\"} | false",
                "{\"a\": 5} | {\"a\": 5, \"b\": false} | false",
                "{\"a\": [1, 2]} | {\"a\": [2, 1]} | false",
                "{\"a\": \"https://s3/x?X-Amz-Date=1&X-Amz-Signature=2\"} | {\"a\": \"https://s3/x?X-Amz-Date=3&X-Amz-Signature=4\"} | true",
                "{\"a\": \"https://s3/x?X-Amz-Date=1&X-Amz-Signature=2\"} | {\"a\": \"https://s3/y?X-Amz-Date=1&X-Amz-Signature=2\"} | false",
                "{\"a\": \"https://s3/x?v=1\"} | {\"a\": \"https://s3/x?v=2\"} | false"
            })
    void theSameFieldsWithTheSameValuesAreTheSame(String sent, String shown, boolean same) throws Exception {
        assertThat(SameInput.same(JSON.readTree(sent), JSON.readTree(shown))).isEqualTo(same);
    }
}
