package dev.reelay.api.app;

import dev.reelay.api.broker.MakeTopics;
import dev.reelay.migrate.BeginQuarantine;
import dev.reelay.migrate.Migrate;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Serves the api; or, told {@code migrate} or {@code topics}, brings the database or the topics up to date and ends: with status
 * 1 where the topics cannot be as they are wanted. Told {@code quarantine}, after a restore, it has nothing bought until a
 * person says so. Anything else is no command, and ends with status 2: a word that is misspelt must not open an api.
 */
@QuarkusMain
public final class ApiMain {
    private ApiMain() {}

    public static void main(String[] arguments) {
        switch (String.join(" ", arguments)) {
            case "" -> Quarkus.run();
            case "migrate" ->
                command(() -> {
                    Migrate.run();
                    System.out.println("the database is up to date");
                });
            case "topics" -> command(() -> MakeTopics.run().forEach(System.out::println));
            case "quarantine" ->
                command(() -> System.out.printf(
                        "nothing is bought until somebody says so; %d requests are held%n", BeginQuarantine.run()));
            default -> {
                System.err.printf(
                        "%s is no command: there are migrate, topics and quarantine, each alone; without one the api is served%n",
                        String.join(" ", arguments));
                System.exit(2);
            }
        }
    }

    private interface Command {
        void run() throws Exception;
    }

    /** What cannot be done is said in a sentence, and ends with status 1. */
    private static void command(Command command) {
        try {
            command.run();
        } catch (Exception e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            System.exit(1);
        }
    }
}
