package dev.reelay.api.problem;

import io.quarkus.arc.Arc;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods an address takes, read from the resources themselves: a 405 must say so, and the framework does not. */
@Singleton
class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*\\w+\\s*(?::\\s*(.+?)\\s*)?}");

    private volatile List<Route> routes = List.of();

    private record Route(Pattern path, String method) {}

    /** The methods in the order of the alphabet; empty when nothing answers there. */
    Set<String> at(String path) {
        if (routes.isEmpty()) {
            routes = read();
        }
        Set<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.path().matcher(path).matches())
                .forEach(route -> methods.add(route.method()));
        return methods;
    }

    private static List<Route> read() {
        return Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(AllowedMethods::routes)
                .toList();
    }

    private static Stream<Route> routes(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getMethods())
                .flatMap(method -> Arrays.stream(method.getAnnotations())
                        .map(Annotation::annotationType)
                        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                        .map(type -> new Route(
                                pattern(root, method),
                                type.getAnnotation(HttpMethod.class).value())));
    }

    private static Pattern pattern(String root, Method method) {
        Path below = method.getAnnotation(Path.class);
        String template = below == null ? root : root + "/" + below.value();
        String path = template.replaceAll("/+", "/");
        String expression = PARAMETER
                .matcher(path)
                .replaceAll(found -> found.group(1) == null
                        ? "[^/]+"
                        : "(?:" + found.group(1).replace("\\", "\\\\") + ")");
        return Pattern.compile(expression + "/?");
    }
}
