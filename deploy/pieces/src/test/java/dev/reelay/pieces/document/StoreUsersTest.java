package dev.reelay.pieces.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.processes.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of docker-compose.yml that makes the users of the store: what they may, and that it may be repeated. */
class StoreUsersTest {
    private static final Pattern ACTION = Pattern.compile("`(s3:\\w+)`");

    @TempDir
    Path folder;

    @Test
    void eachMayWhatTheGuideSaysThatItNeeds() throws IOException {
        String guide = Repository.read("docs/operations.md");
        for (String user : List.of("reelay-api", "reelay-worker")) {
            Set<String> needed =
                    new TreeSet<>(actions(guide, user.equals("reelay-api") ? "| the api |" : "| a worker |"));
            needed.addAll(actions(guide, "| both, with tags |"));
            Set<String> allowed = new TreeSet<>();
            for (JsonNode statement : new ObjectMapper()
                    .readTree(Repository.read("deploy/compose/s3/" + user + ".json"))
                    .path("Statement")) {
                assertThat(statement.path("Resource").toString())
                        .isIn("[\"arn:aws:s3:::reelay\"]", "[\"arn:aws:s3:::reelay/*\"]");
                statement.path("Action").forEach(action -> allowed.add(action.asText()));
            }

            // Clients ask for the region by it.
            assertThat(allowed.remove("s3:GetBucketLocation")).isTrue();
            assertThat(allowed).as(user).isEqualTo(needed);
        }
    }

    @Test
    void theStepMakesBothAndMayBeRepeated() throws Exception {
        assertThat(runs("exit 0")).isTrue();
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .contains(
                        "mb --ignore-existing root/reelay",
                        "admin policy create root reelay-api /etc/reelay/reelay-api.json",
                        "admin user add root reelay-api of-the-api",
                        "admin policy attach root reelay-api --user reelay-api",
                        "admin policy attach root reelay-worker --user reelay-worker");

        assertThat(runs("""
                case "$*" in *attach*)
                  echo "mc: <ERROR> Unable to make user/group policy association. The specified policy change is already in effect." >&2
                  exit 1;; esac""")).isTrue();
    }

    @Test
    void theStepFailsWhereAUserHasNotGotItsRights() throws Exception {
        assertThat(runs("case \"$*\" in *attach*) echo 'no such policy' >&2; exit 1;; esac"))
                .isFalse();
        assertThat(runs("case \"$*\" in *'user add'*) exit 1;; esac")).isFalse();
    }

    /** With a client of the store that writes down how it was called, and then does this. */
    private boolean runs(String behavior) throws IOException, InterruptedException {
        Path client = folder.resolve("mc");
        Files.writeString(client, "#!/bin/sh\necho \"$*\" >> " + folder.resolve("calls") + "\n" + behavior + "\n");
        Files.setPosixFilePermissions(client, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh",
                        Repository.ROOT
                                .resolve("deploy/compose/s3/make-users.sh")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("S3_ROOT_SECRET_KEY", "of-root");
        builder.environment().put("S3_API_SECRET_KEY", "of-the-api");
        builder.environment().put("S3_WORKER_SECRET_KEY", "of-workers");
        Process process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0;
    }

    private static Set<String> actions(String guide, String row) {
        Set<String> actions = new TreeSet<>();
        guide.lines()
                .filter(line -> line.startsWith(row))
                .forEach(line -> ACTION.matcher(line).results().forEach(action -> actions.add(action.group(1))));
        return actions;
    }
}
