package dev.reelay.bench;

import dev.reelay.processes.Options;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The loads that are known, each with the sizes it has when nothing else is asked for. */
enum Scenario {
    /** Everything at once: how fast, and what a generation costs. */
    BURST("2000 0 2s 256KiB 4000 120"),
    /** An even stream with uneven generation times: what Reelay adds to the provider's time. */
    STEADY("1200 40 1500ms..6s 256KiB 4000 180"),
    /** Very many that wait at a provider, in a small heap. */
    INFLIGHT("20000 0 60s 64KiB 25000 400"),
    /** Few, but large. */
    VIDEOS("100 0 2s 50MiB 200 240"),
    /** A long queue in front of few slots. */
    BACKLOG("1000000 0 1s 64KiB 100 60"),
    /** An hour of an even stream, of which little is kept for long: whether anything grows. */
    SOAK("180000 50 1500ms..3s 32KiB 4000 300"),
    /** Few, before two hundred open pages. */
    VIEWS("40 1 1s 64KiB 100 40"),
    /** Nothing at all. */
    IDLE("1 0 1s 64KiB 100 20");

    /** Generations, how many a second, generation time, size of a result, slots, seconds. */
    private final String sizes;

    Scenario(String sizes) {
        this.sizes = sizes;
    }

    static Scenario named(String name) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario is called " + name));
    }

    /** How many generations pass before any is counted, unless the options say otherwise. */
    int warmUp() {
        return switch (this) {
            case BURST -> 24_000;
            case STEADY -> 2_400;
            case INFLIGHT -> 300;
            case VIDEOS -> 100;
            case VIEWS -> 60;
            case BACKLOG, SOAK, IDLE -> 0;
        };
    }

    /** Settings of the product that belong to the load. */
    Map<String, String> settings() {
        return this == SOAK
                ? Map.of(
                        "reelay.keep.every", "30s",
                        "reelay.keep.prompts", "5m",
                        "reelay.keep.results", "5m",
                        "reelay.keep.requests", "10m",
                        "reelay.topic.oldest", "10m")
                : Map.of();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its plan with the sizes that the options change. */
    Plan plan(Options options) {
        List<String> sizes = List.of(this.sizes.split(" ", -1));
        return new Plan(
                this,
                Integer.parseInt(options.one("generations", sizes.get(0))),
                Double.parseDouble(options.one("rate", sizes.get(1))),
                new Plan.Rendering(
                        options.one("generation-time", sizes.get(2)), options.one("result-size", sizes.get(3))),
                Integer.parseInt(options.one("slots", sizes.get(4))),
                Duration.ofSeconds(Long.parseLong(options.one("seconds", sizes.get(5)))));
    }
}
