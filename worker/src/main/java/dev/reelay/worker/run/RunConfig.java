package dev.reelay.worker.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How attempts are run. */
@ConfigMapping(prefix = "reelay.run")
public interface RunConfig {
    /** How many attempts this worker carries at once, those that wait between polls included. */
    @WithDefault("20000")
    @Positive
    int most();

    /** How many attempts may be claimed by this worker and not be on the wire yet. */
    @WithDefault("200")
    @Positive
    int mostUnsent();

    /** How many resumed attempts begin a second after partitions were taken over, so that providers are not flooded. */
    @WithDefault("500")
    @Positive
    int resumedPerSecond();

    /** Between claim and the moment the bytes leave; past it an attempt is not sent. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration sendWithin();

    /** Between claim and the last moment an answer to the submit is taken. */
    @WithDefault("90s")
    @DurationMin(nanos = 1)
    Duration answerWithin();

    /** How long after that the attempt is left to whoever may still write its answer, before its outcome is in doubt. */
    @WithDefault("5s")
    @DurationMin
    Duration answerMargin();

    /** How often the row of an attempt is looked at whose answer another worker may still write. */
    @WithDefault("1s")
    @DurationMin(nanos = 1)
    Duration doubtEvery();

    /** The longest that a provider's history is searched for a lost submit; the provider's definition may say less. */
    @WithDefault("1m")
    @DurationMin(nanos = 1)
    Duration searchAtMost();

    /** How often the row of an unknown attempt is looked at, in case the news of its outcome was missed. */
    @WithDefault("10s")
    @DurationMin(nanos = 1)
    Duration unknownEvery();

    /**
     * How long a stop waits for submits on the wire and for running copies; what is not done by then is settled by whoever
     * comes next. Longer than the 30 s that the bundled definitions give a submit. Whoever stops the process must grant it
     * ten seconds more than this.
     */
    @WithDefault("35s")
    @DurationMin
    Duration drain();

    /** How often it is looked whether any account has rows waiting that no news told of. */
    @WithDefault("1s")
    @DurationMin(nanos = 1)
    Duration claimEvery();

    /** How long a provider may answer "not found" for a request it accepted before its result counts as lost. */
    @WithDefault("10m")
    @DurationMin(nanos = 1)
    Duration notFoundFor();

    /** How often it is tried to ask about what was bought with a key or a provider that is not in the settings any more. */
    @WithDefault("1m")
    @DurationMin(nanos = 1)
    Duration absentEvery();

    /**
     * How long a provider may come to no verdict once the longest render has passed, saying that it still renders or
     * nothing at all, before the attempt is given up.
     */
    @WithDefault("24h")
    @DurationMin
    Duration lateFor();
}
