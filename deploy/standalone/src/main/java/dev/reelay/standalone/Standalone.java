package dev.reelay.standalone;

import dev.reelay.standalone.console.PlainFailure;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Starts everything in one process: first what Reelay stands on, then Reelay itself. What goes wrong before it runs ends
 * the process with one line and status 1.
 */
@QuarkusMain
public final class Standalone {
    // Quarkus makes its application itself: there is no other way to hand it what was started before.
    private static volatile @Nullable Started started;

    private Standalone() {}

    /** See {@link Options}. */
    public static void main(String... arguments) {
        try {
            started = Prepare.run(Options.parse(arguments));
            Quarkus.run(StayUp.class, Standalone::ended);
        } catch (PlainFailure e) {
            fail(e.getMessage());
        } catch (IOException e) {
            fail("the data folder cannot be used: " + PlainFailure.reason(e));
        }
    }

    static Started started() {
        Started known = started;
        if (known == null) {
            throw new IllegalStateException("nothing was started yet");
        }
        return known;
    }

    private static void ended(int status, @Nullable Throwable failure) {
        if (failure != null) {
            fail("it did not start: " + PlainFailure.reason(failure));
        }
        System.exit(status);
    }

    private static void fail(@Nullable String reason) {
        System.err.println("reelay: " + reason);
        System.exit(1);
    }
}
