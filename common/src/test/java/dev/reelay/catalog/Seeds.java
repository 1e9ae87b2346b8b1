package dev.reelay.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/** The sample inputs that the providers print on their pages. */
final class Seeds {
    static final String LUMA = "luma/ray-2/image-to-video";
    static final String LUMA_AT_RUNCOMFY = "luma/luma-ray-2/image-to-video";
    static final String LUMA_AT_FAL = "fal-ai/luma-dream-machine/ray-2/image-to-video";
    static final String LTX = "ltx/ltx-2/fast/image-to-video";

    static final String LUMA_AT_WAVESPEED = "luma/ray-2-i2v";
    static final String LUMA_AT_SEGMIND = "luma-ray-img-2-video";

    static final JsonNode WAVESPEED_LUMA = json("""
            {"image": "https://example.com/first.jpg", "prompt": "P", "size": "1280*720", "duration": 5}
            """);

    static final JsonNode SEGMIND_LUMA = json("""
            {"prompt": "A couple locks eyes, gradually moving closer.",
             "start_frame": "https://segmind-resources.s3.amazonaws.com/input/0bf45723-c1e2-4349-adcd-9dd48509622a-i2v_01_first_frame.jpg",
             "loop": false, "resolution": "720p", "aspect_ratio": "1:1"}
            """);

    static final JsonNode RUNCOMFY_LUMA = json("""
            {"prompt": "Couple look at each other and kiss",
             "image_url": "https://playgrounds-storage-public.runcomfy.net/tools/7004/media-files/usecase1-3-input.webp"}
            """);

    static final JsonNode RUNCOMFY_LTX = json("""
            {"image_url": "https://playgrounds-storage-public.runcomfy.net/tools/7233/media-files/input-1-1.jpg",
             "prompt": "A woman stands still amid a busy neon-lit street at night. The camera slowly dollies in toward her \
            face as people blur past, their motion emphasizing her calm presence."}
            """);

    static final JsonNode FAL_LUMA_REQUIRED = json("""
            {"prompt": "A stylish woman walks down a Tokyo street filled with warm glowing neon and animated city signage."}
            """);

    static final JsonNode FAL_LUMA_FULL = json("""
            {"prompt": "A stylish woman walks down a Tokyo street filled with warm glowing neon and animated city signage.",
             "image_url": "https://fal.media/files/elephant/8kkhB12hEZI2kkbU8pZPA_test.jpeg",
             "aspect_ratio": "16:9", "resolution": "540p", "duration": "5s"}
            """);

    private Seeds() {}

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
