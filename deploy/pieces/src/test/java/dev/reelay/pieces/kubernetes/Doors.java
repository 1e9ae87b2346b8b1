package dev.reelay.pieces.kubernetes;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The paths by which the api is called from outside, as its resources and the page of drop-ins say. */
final class Doors {
    private static final Pattern OF_A_CLASS = Pattern.compile("(?m)^@Path\\(\"(/[^\"{]*)");
    private static final Pattern OF_A_FILE = Pattern.compile("\"(/webjars/[^\"]*)/\"");
    private static final Pattern OF_A_DROP_IN = Pattern.compile("`(/[a-z/-]+)`");

    private Doors() {}

    static Set<String> all() throws IOException {
        Set<String> doors = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Repository.ROOT.resolve("api/src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                add(doors, OF_A_CLASS, Files.readString(file));
                add(doors, OF_A_FILE, Files.readString(file));
            }
        }
        Repository.read("docs/drop-in.md")
                .lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 5)
                .forEach(cells -> add(doors, OF_A_DROP_IN, cells[2]));
        return doors;
    }

    private static void add(Set<String> doors, Pattern pattern, String text) {
        pattern.matcher(text)
                .results()
                .map(door -> door.group(1))
                .map(door -> door.length() > 1 && door.endsWith("/") ? door.substring(0, door.length() - 1) : door)
                .forEach(doors::add);
    }
}
