package dev.reelay.standalone;

import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who renders: a provider whose key is in the environment is really called, and never simulated; the others are simulated
 * on this machine, and never called.
 */
record Providers(List<Provider> real, List<Provider> simulated) {
    /** Looks at the providers that come with Reelay; an operator's own need a key to be used at all. */
    static Providers by(Map<String, String> environment) {
        List<Provider> all = CatalogLoader.load(null, Map.of()).providers();
        return new Providers(
                all.stream().filter(provider -> hasKey(provider, environment)).toList(),
                all.stream().filter(provider -> !hasKey(provider, environment)).toList());
    }

    List<String> simulatedNames() {
        return simulated.stream().map(Provider::name).toList();
    }

    /** One line for each kind, for the user. */
    List<String> told() {
        List<String> lines = new ArrayList<>();
        if (!real.isEmpty()) {
            lines.add("  really called, and billed: " + listed(real, Provider::name));
        }
        if (!simulated.isEmpty()) {
            lines.add("  simulated on this machine: " + listed(simulated, Provider::name) + "; set "
                    + listed(simulated, Provider::keyVariable) + " for the real ones");
        }
        return lines;
    }

    private static String listed(List<Provider> providers, Function<Provider, String> what) {
        return providers.stream().map(what).distinct().collect(Collectors.joining(", "));
    }

    private static boolean hasKey(Provider provider, Map<String, String> environment) {
        String own = "REELAY_PROVIDERS_" + provider.name().replace('-', '_').toUpperCase(Locale.ROOT) + "_KEY";
        return Stream.of(provider.keyVariable(), own)
                .anyMatch(variable -> !environment.getOrDefault(variable, "").isBlank());
    }
}
