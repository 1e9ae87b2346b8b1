package dev.reelay.pieces.document;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.reelay.account.ProvidersConfig;
import dev.reelay.api.ApiConfig;
import dev.reelay.worker.membership.MembershipConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.Constraint;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The environment variables that mean something: our own from the mappings, and those of the platform that we name. */
public final class KnownSettings {
    private static final Set<String> OF_THE_PLATFORM = Set.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_DATASOURCE_USERNAME",
            "QUARKUS_DATASOURCE_PASSWORD",
            "QUARKUS_HTTP_HOST",
            "QUARKUS_HTTP_PORT",
            "QUARKUS_FLYWAY_MIGRATE_AT_START",
            "KAFKA_BOOTSTRAP_SERVERS",
            "KAFKA_SECURITY_PROTOCOL",
            "KAFKA_SASL_MECHANISM",
            "KAFKA_SASL_JAAS_CONFIG",
            "KAFKA_SSL_TRUSTSTORE_TYPE",
            "KAFKA_SSL_TRUSTSTORE_LOCATION",
            "KAFKA_SSL_TRUSTSTORE_CERTIFICATES");

    private static final Set<Type> SIZED = Set.of(int.class, long.class, double.class, Duration.class, Integer.class);

    /** These are held against each other at the start. */
    private static final String CHECKED_TOGETHER = "reelay.keep.";

    private final List<String> unbounded = new ArrayList<>();
    private final List<Pattern> ours = new ArrayList<>();
    private final Map<String, String> keys = new TreeMap<>();

    public KnownSettings() {
        for (Class<?> one : List.of(ProvidersConfig.class, ApiConfig.class, MembershipConfig.class)) {
            moduleOf(one).stream()
                    .filter(found -> found.isAnnotatedWith(ConfigMapping.class))
                    .map(JavaClass::reflect)
                    .forEach(mapping ->
                            add(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping));
        }
    }

    private static JavaClasses moduleOf(Class<?> one) {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            // Following each class to those it uses takes seconds.
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .importUrl(one.getProtectionDomain().getCodeSource().getLocation());
        });
    }

    public boolean knows(String variable) {
        return OF_THE_PLATFORM.contains(variable)
                || ours.stream().anyMatch(pattern -> pattern.matcher(variable).matches());
    }

    /** Our keys with their defaults, empty where there is none; a star is any name. */
    public Map<String, String> keys() {
        return keys;
    }

    private void add(String prefix, Class<?> group) {
        Arrays.stream(group.getMethods()).forEach(method -> add(prefix, method));
    }

    private void add(String prefix, Method method) {
        String name =
                method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + kebab(method.getName());
        Type type = method.getGenericReturnType();
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            add(name + ".*", (Class<?>) map.getActualTypeArguments()[1]);
        } else if (method.getReturnType().getName().startsWith("dev.reelay.")
                && method.getReturnType().isInterface()) {
            add(name, method.getReturnType());
        } else {
            WithDefault otherwise = method.getAnnotation(WithDefault.class);
            if (!isBounded(method) && !name.startsWith(CHECKED_TOGETHER)) {
                unbounded.add(name);
            }
            keys.put(name.toLowerCase(Locale.ROOT), otherwise == null ? "" : otherwise.value());
            ours.add(Pattern.compile(
                    name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_").replace("*", "[A-Z0-9]+")));
        }
    }

    /** Keys whose values are numbers or times of any size, or any word for no: what is wrong about one would be found out late. */
    List<String> unbounded() {
        return unbounded;
    }

    private static boolean isBounded(Method method) {
        if (method.getReturnType() == boolean.class) {
            return method.isAnnotationPresent(WithConverter.class);
        }
        Type type = method.getGenericReturnType();
        AnnotatedType annotated = method.getAnnotatedReturnType();
        if (type instanceof ParameterizedType && annotated instanceof AnnotatedParameterizedType inner) {
            annotated = inner.getAnnotatedActualTypeArguments()[0];
            type = annotated.getType();
        }
        return !SIZED.contains(type)
                || Stream.of(method.getAnnotations(), annotated.getAnnotations())
                        .flatMap(Arrays::stream)
                        .anyMatch(one -> one.annotationType().isAnnotationPresent(Constraint.class));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1");
    }
}
