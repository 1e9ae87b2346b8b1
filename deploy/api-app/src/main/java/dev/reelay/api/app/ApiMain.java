package dev.reelay.api.app;

import dev.reelay.api.broker.MakeTopics;
import dev.reelay.api.broker.TopicsRefused;
import dev.reelay.migrate.BeginQuarantine;
import dev.reelay.migrate.Migrate;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Serves the api; or, told {@code migrate} or {@code topics}, brings the database or the topics up to date and ends: with status
 * 1 where the topics cannot be as they are wanted. Told {@code quarantine}, after a restore, it has nothing bought until a
 * person says so.
 */
@QuarkusMain
public final class ApiMain {
    private ApiMain() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "migrate" -> {
                Migrate.run();
                System.out.println("the database is up to date");
            }
            case "topics" -> topics();
            case "quarantine" ->
                System.out.printf(
                        "nothing is bought until somebody says so; %d requests are held%n", BeginQuarantine.run());
            default -> Quarkus.run(arguments);
        }
    }

    private static void topics() throws InterruptedException {
        try {
            MakeTopics.run().forEach(System.out::println);
        } catch (TopicsRefused e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
