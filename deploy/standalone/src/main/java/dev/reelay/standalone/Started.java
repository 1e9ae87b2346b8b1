package dev.reelay.standalone;

import dev.reelay.standalone.console.Console;
import java.net.URI;

/** What runs before Quarkus does, for those who come after. */
record Started(
        Options options,
        Console console,
        DataFolder data,
        URI api,
        KeptSecret apiKey,
        Providers providers,
        Servers servers,
        StopInOrder stop) {}
