package dev.reelay.catalog.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.definition.Part.Fields;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartReaderTest {
    private final Problems problems = new Problems();

    @ParameterizedTest
    @ValueSource(
            strings = {"16:9", "9:16", "no", "yes", "off", "2026-08-31", "5s", "0x1F", "1_000", "1.2.3", "-x", "body.id"
            })
    void wordsThatOlderYamlTurnsAroundStayText(String word) {
        assertThat(value("word: " + word)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "-1, -1", "0.5, 0.5", "1e3, 1000.0", "true, true", "False, false"})
    void numbersAndTruthsAreThemselves(String word, String value) {
        assertThat(value("word: " + word)).isNotInstanceOf(String.class).hasToString(value);
        assertThat(value("word: \"" + word + "\"")).isEqualTo(word);
    }

    @Test
    void bigNumbersStayWhole() {
        assertThat(value("word: 5000000000")).isEqualTo(5_000_000_000L);
        assertThat(value("word: 50000000000000000000")).isEqualTo(new BigInteger("50000000000000000000"));
    }

    @Test
    void everyPartKnowsItsPlace() {
        Fields fields = read("one: 1\ntwo:\n  - a\n  - b: 2\n    c/d: 3\n");

        assertThat(fields.placeOf("/one")).isEqualTo(new Place("file", 1, 6));
        assertThat(fields.placeOf("/two/1/b")).isEqualTo(new Place("file", 4, 8));
        assertThat(fields.placeOf("/two/1/c~1d")).isEqualTo(new Place("file", 5, 10));
        assertThat(fields.placeOf("/two/1/missing")).as("nearest above").isEqualTo(new Place("file", 4, 5));
    }

    @Test
    void aPlaceInABlockOfTextIsExact() {
        Part.Scalar block =
                (Part.Scalar) read("a: 1\nb: |\n  first\n  second word\n").below("b");

        assertThat(block).isNotNull();
        assertThat(block.placeOf(block.text().indexOf("word"))).isEqualTo(new Place("file", 4, 10));
    }

    @Test
    void anAliasStandsForItsAnchor() {
        assertThat(read("a: &x {b: 1}\nc: *x\n").json()).hasToString("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: [1, 2 | file:1:9: | not YAML",
                "a: 1\\nb: 2\\na: 3 | file:3:1: | `a` is given twice",
                "- a | file:1:1: | must hold named parts",
                "a: *b | file:1:4: | not YAML",
                "a: &x [*x] | file:1:4: | must not hold itself",
                "? [1]\\n: 2 | file:1:3: | a key must be"
            })
    void mistakesAreToldWithTheirPlace(String yaml, String place, String message) {
        PartReader.read("file", yaml.strip().replace("\\n", "\n"), problems);

        assertThat(problems.lines()).isNotEmpty().first().asString().contains(message);
        assertThat(problems.lines().getFirst()).startsWith(place.strip());
    }

    private Fields read(String yaml) {
        Fields fields = PartReader.read("file", yaml, problems);
        assertThat(problems.lines()).isEmpty();
        assertThat(fields).isNotNull();
        return fields;
    }

    private Object value(String yaml) {
        Part part = read(yaml).below("word");
        return part instanceof Part.Scalar scalar && scalar.value() != null ? scalar.value() : "null";
    }
}
