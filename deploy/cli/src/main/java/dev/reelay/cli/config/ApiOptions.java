package dev.reelay.cli.config;

import dev.reelay.cli.run.ExitStatus;
import dev.reelay.cli.run.Output;
import dev.reelay.cli.run.PlainFailure;
import dev.reelay.cli.run.Surroundings;
import dev.reelay.client.ReelayClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command takes that speaks to the api. The key is no option, as lists of processes show those. */
public final class ApiOptions {
    private final Surroundings surroundings;

    @Option(names = "--url", paramLabel = "URL", description = "Where the api is.")
    private @Nullable String url;

    @Option(names = "--json", description = "Print JSON: one document, or one a line.")
    private boolean json;

    public ApiOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** A client of the api that the settings name. */
    public ReelayClient client() {
        Settings settings = new ReadSettings(surroundings.environment(), surroundings.home()).read(url);
        try {
            return new ReelayClient(settings.uri(), settings.apiKey());
        } catch (IllegalArgumentException e) {
            throw new PlainFailure(ExitStatus.USAGE, String.valueOf(e.getMessage()));
        }
    }

    public Output output() {
        return new Output(surroundings, json);
    }

    public Surroundings surroundings() {
        return surroundings;
    }
}
