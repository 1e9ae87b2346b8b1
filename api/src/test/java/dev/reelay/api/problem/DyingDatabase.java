package dev.reelay.api.problem;

import dev.reelay.api.testing.Servers;
import java.io.Closeable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The servers of the tests, with a database that a test can end. */
public final class DyingDatabase extends Servers {
    /** Marks the field that ends the database when it is closed. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface End {}

    @Override
    public void inject(TestInjector test) {
        Closeable end = this::stopDatabase;
        test.injectIntoFields(end, new TestInjector.AnnotatedAndMatchesType(End.class, Closeable.class));
    }
}
