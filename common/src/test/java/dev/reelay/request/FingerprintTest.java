package dev.reelay.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static byte[] of(String input, Terms terms) throws JsonProcessingException {
        return Fingerprint.of(new Draft("model", new ObjectMapper().readTree(input), "/input", terms, List.of()));
    }

    private static Terms with(List<String> providers, Map<String, String> metadata) {
        return with(providers, Prefer.LISTED, false, metadata);
    }

    private static Terms with(
            List<String> providers, Prefer prefer, boolean allowNearest, Map<String, String> metadata) {
        return new Terms(providers, prefer, allowNearest, null, List.of(), metadata, 0, null, null, OnUnknown.FAIL);
    }

    @Test
    void orderAndSpellingDoNotMatter() throws JsonProcessingException {
        assertThat(of("{\"a\": 1, \"b\": [2.50, null]}", Terms.NONE))
                .isEqualTo(of("{\"b\":[2.5,null],\"a\":1.0}", Terms.NONE));
        assertThat(of("{\"a\": 100}", Terms.NONE)).isEqualTo(of("{\"a\": 1e2}", Terms.NONE));
    }

    @Test
    void whatMeansSomethingElseIsDifferent() throws JsonProcessingException {
        List<byte[]> prints = List.of(
                of("{}", Terms.NONE),
                of("{\"a\": 1}", Terms.NONE),
                of("{\"a\": \"1\"}", Terms.NONE),
                of("{\"a\": [1]}", Terms.NONE),
                of("{\"a\": null}", Terms.NONE),
                of("{\"a\": \"null\"}", Terms.NONE),
                of("{\"a\": true}", Terms.NONE),
                of("{\"a\": \"true\"}", Terms.NONE),
                of("{\"ab\": \"\"}", Terms.NONE),
                of("{\"a\": \"b\"}", Terms.NONE),
                of("{}", with(List.of(), Prefer.CHEAPEST, false, Map.of())),
                of("{}", with(List.of(), Prefer.FASTEST, false, Map.of())),
                of("{}", with(List.of(), Prefer.LISTED, true, Map.of())),
                of("{}", with(List.of(), Prefer.FASTEST, true, Map.of())),
                of("{}", with(List.of("x", "y"), Map.of())),
                of("{}", with(List.of("y", "x"), Map.of())),
                of("{}", with(List.of("x"), Map.of("y", "z"))),
                of("{}", with(List.of(), Map.of("x", "y", "z", ""))));

        assertThat(prints.stream().map(java.util.Arrays::toString).distinct()).hasSameSizeAs(prints);
    }

    /** Keys that were given before there was a choice of routes still stand for their requests. */
    @Test
    void theUsualIsNotSaid() throws JsonProcessingException {
        assertThat(HexFormat.of().formatHex(of("{}", Terms.NONE)))
                .isEqualTo("22de8b83a01062bdf263242b1217959e7602689c362be4e56dadb97cd1b7e589");
    }
}
