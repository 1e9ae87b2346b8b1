package dev.reelay.api.app;

import dev.reelay.migrate.Migrate;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Serves the api; or, told {@code migrate}, brings the database up to date and ends. */
@QuarkusMain
public final class ApiMain {
    private ApiMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && arguments[0].equals("migrate")) {
            Migrate.run();
            System.out.println("the database is up to date");
        } else {
            Quarkus.run(arguments);
        }
    }
}
