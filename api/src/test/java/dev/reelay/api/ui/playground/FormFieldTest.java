package dev.reelay.api.ui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormFieldTest {
    private static FormField field(String name, String schema) {
        try {
            return FormField.of(name, new ObjectMapper().readTree(schema), false, null);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNumberAndItsWordAreOneChoice() {
        FormField field = field("fps", "{\"enum\": [25, 50, \"25\", \"50\"], \"default\": 25}");

        assertThat(field.choices()).containsExactly("25", "50");
        assertThat(field.value()).isEqualTo("25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "start_frame | {\"type\": \"string\", \"x-media\": \"image\"} | MEDIA",
                "still | {\"type\": \"string\", \"format\": \"uri\"} | MEDIA",
                "still | {\"type\": \"string\", \"pattern\": \"^https://\"} | MEDIA",
                "still | {\"type\": \"string\", \"default\": \"https://example.com/a.jpg\"} | MEDIA",
                "image_url | {\"type\": \"string\"} | MEDIA",
                "image_url | {\"type\": \"string\", \"x-media\": \"none\"} | TEXT",
                "prompt | {\"type\": \"string\"} | TEXT",
                "prompt | {\"type\": \"string\", \"maxLength\": 20} | LINE"
            })
    void theSchemaSaysWhatIsAnImage(String name, String schema, FormField.Kind kind) {
        assertThat(field(name, schema).kind()).isEqualTo(kind);
    }
}
