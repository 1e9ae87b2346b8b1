package dev.reelay.standalone;

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
 * @param verbose whether the log goes to the console too, not only to its file
 */
record Options(int port, Path data, boolean reset, boolean once, boolean sample, boolean verbose) {
    static final String USAGE = """
            Usage: deploy/up [options]
              --once       end after the sample request; status 0 only if its video is stored whole
              --no-sample  only start
              --port N     port of the HTTP API on 127.0.0.1 (8080; 0 takes a free one)
              --data DIR   folder of everything that is kept between runs (.reelay in the project)
              --reset      begin with an empty data folder
              --verbose    write the log to the console too
              --help       this text
            Environment: FAL_KEY, RUNCOMFY_API_KEY, WAVESPEED_API_KEY, SEGMIND_API_KEY
              A provider with a key is really called, and bills; one without is simulated on this machine.""";

    private static final int HIGHEST_PORT = 65535;

    static final Options STANDARD = new Options(8080, Path.of(".reelay"), false, false, true, false);

    /** Reads the arguments; refuses what it does not know. */
    static Options parse(String... arguments) {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        Options options = STANDARD;
        while (!rest.isEmpty()) {
            options = options.with(rest.pop(), rest);
        }
        if (options.once && !options.sample) {
            throw new StartFailure("--once and --no-sample exclude each other");
        }
        return options;
    }

    private Options with(String name, Deque<String> rest) {
        return switch (name) {
            case "--port" -> new Options(port(value(name, rest)), data, reset, once, sample, verbose);
            case "--data" -> new Options(port, Path.of(value(name, rest)), reset, once, sample, verbose);
            case "--reset" -> new Options(port, data, true, once, sample, verbose);
            case "--once" -> new Options(port, data, reset, true, sample, verbose);
            case "--no-sample" -> new Options(port, data, reset, once, false, verbose);
            case "--verbose" -> new Options(port, data, reset, once, sample, true);
            default -> throw new StartFailure("unknown option " + name + "; --help shows what there is");
        };
    }

    private static String value(String name, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new StartFailure(name + " needs a value behind it");
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
            throw new StartFailure("--port " + text + " is no number", e);
        }
        throw new StartFailure("--port " + text + " is not between 0 and " + HIGHEST_PORT);
    }
}
