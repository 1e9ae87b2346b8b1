package dev.reelay.standalone;

import dev.reelay.standalone.console.PlainFailure;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param port of HTTP; 0 takes any free one
 * @param data the folder of everything that outlives a run
 * @param reset whether to begin with an empty one
 * @param once whether to end after the sample, with its outcome as the exit status
 * @param sample whether to carry one sample request to its end
 * @param output how much is written to the console
 */
record Options(int port, Path data, boolean reset, boolean once, boolean sample, Output output) {
    /** How much is written to the console: only where it runs, each step too, or also the log that goes to its file. */
    enum Output {
        QUIET,
        NORMAL,
        VERBOSE
    }

    private static final int HIGHEST_PORT = 65535;

    static final Options STANDARD = new Options(8080, Path.of(".reelay"), false, false, true, Output.NORMAL);

    /** Reads the arguments; refuses what it does not know. */
    static Options parse(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        Options options = STANDARD;
        while (!rest.isEmpty()) {
            options = options.with(rest.pop(), rest);
        }
        if (options.once && !options.sample) {
            throw new PlainFailure("--once and --no-sample exclude each other");
        }
        return options;
    }

    private Options with(String name, Deque<String> rest) {
        return switch (name) {
            case "--port" -> new Options(port(value(name, rest)), data, reset, once, sample, output);
            case "--data" -> new Options(port, Path.of(value(name, rest)), reset, once, sample, output);
            case "--reset" -> new Options(port, data, true, once, sample, output);
            case "--once" -> new Options(port, data, reset, true, sample, output);
            case "--no-sample" -> new Options(port, data, reset, once, false, output);
            case "--quiet" -> new Options(port, data, reset, once, sample, Output.QUIET);
            case "--verbose" -> new Options(port, data, reset, once, sample, Output.VERBOSE);
            default -> throw new PlainFailure("unknown option " + name + "; deploy/up --help shows what there is");
        };
    }

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new PlainFailure(name + " needs a value behind it");
        }
        return rest.pop();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new PlainFailure("--port " + text + " is no number", e);
        }
        throw new PlainFailure("--port " + text + " is not between 0 and " + HIGHEST_PORT);
    }
}
