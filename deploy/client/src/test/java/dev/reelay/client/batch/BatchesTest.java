package dev.reelay.client.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Door;
import dev.reelay.client.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchesTest {
    @TempDir
    private Path folder;

    private Door door;
    private Calls calls;
    private Batches batches;

    @BeforeEach
    void open() throws IOException {
        door = Door.open();
        calls = door.calls();
        batches = new Batches(calls);
    }

    @AfterEach
    void close() {
        calls.close();
        door.close();
    }

    @Test
    void anUploadIsSentAgainUnderTheKeyOfItsContentAndOptions() throws Exception {
        door.reply(503, "").reply(202, document("running", 0));

        batches.submit(draft("a.jsonl", "{}\n").name("Night run").acceptValid());
        batches.submit(draft("b.jsonl", "{}\n").name("Night run").acceptValid());
        batches.submit(draft("b.jsonl", "{}\n").name("Another").acceptValid());

        List<String> keys = door.asked().stream()
                .map(asked -> asked.header("Idempotency-key"))
                .toList();
        assertThat(keys.subList(0, 3)).containsOnly(keys.getFirst());
        assertThat(keys.get(3)).startsWith("sha256-").isNotEqualTo(keys.getFirst());
        assertThat(door.asked().get(1)).satisfies(asked -> {
            assertThat(asked.path()).isEqualTo("/v1/batches?name=Night%20run&accept_valid=true");
            assertThat(asked.header("Content-type")).isEqualTo("application/jsonl");
            assertThat(asked.body()).isEqualTo("{}\n");
        });
    }

    @Test
    void gzipGoesAsItIs() throws Exception {
        door.reply(202, document("running", 0));

        batches.submit(draft("a.csv.gz", "packed"));

        assertThat(door.asked().getFirst().header("Content-encoding")).isEqualTo("gzip");
        assertThat(door.asked().getFirst().header("Content-type")).isEqualTo("text/csv");
    }

    @Test
    void aStoredManifestIsNamed() throws InterruptedException {
        door.reply(202, document("receiving", 0));

        batches.submit(BatchDraft.of(new Manifest.Stored(URI.create("s3://films/night.csv"), ManifestFormat.CSV))
                .concurrency(5));

        assertThat(door.asked().getFirst().body())
                .isEqualTo("{\"concurrency\":5,\"manifest\":\"s3://films/night.csv\",\"format\":\"csv\"}");
    }

    @Test
    void aRefusedManifestNamesItsLines() {
        door.reply(422, """
                {"type": "urn:reelay:problem:invalid-manifest", "title": "Lines are not valid", "batch_id": "b",
                 "errors": [{"line": 4, "field": "/input/duration", "message": "must be 5"}]}""");

        assertThatThrownBy(() -> batches.submit(draft("a.jsonl", "{}")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("line 4, /input/duration: must be 5");
    }

    @Test
    void progressIsToldToTheEnd() throws InterruptedException {
        List<Long> completed = new ArrayList<>();
        door.breakOff("event: progress\ndata: " + document("running", 1) + "\n\n")
                .reply(
                        200,
                        "event: progress\ndata: " + document("running", 2) + "\n\nevent: progress\ndata: "
                                + document("completed", 3) + "\n\n")
                .reply(200, document("completed", 3));

        Batch batch = batches.watch(
                "b", Optional.empty(), told -> completed.add(told.counts().completed()));

        assertThat(completed).containsExactly(1L, 2L, 3L);
        assertThat(batch.wholeSuccess()).isTrue();
    }

    @Test
    void aFileOfOtherLettersSaysWhich() throws Exception {
        Path file = Files.writeString(folder.resolve("old.csv"), "prompt\nCafé\n", StandardCharsets.ISO_8859_1);
        door.reply(202, document("running", 0));

        batches.submit(BatchDraft.of(new Manifest.File(file, ManifestFormat.CSV, Charset.forName("windows-1252"))));

        assertThat(door.asked().getFirst().headers().get("Content-Type")).contains("text/csv; charset=windows-1252");
    }

    @Test
    void whatMayHaveBeenBoughtIsAskedForAgainByItsOwnName() throws InterruptedException {
        door.reply(202, document("running", 0)).reply(202, document("running", 0));

        batches.retry("b");
        batches.retryAtRisk("b");

        assertThat(door.asked())
                .extracting(asked -> asked.path())
                .containsExactly("/v1/batches/b/retry", "/v1/batches/b/retry?at_risk=true");
    }

    @Test
    void theReportIsReadPageByPage() throws InterruptedException {
        List<String> faults = new ArrayList<>();
        door.reply(200, "{\"faults\": [{\"line\": 2, \"field\": \"/model\", \"message\": \"m\"}], \"next_after\": 2}")
                .reply(200, "{\"faults\": [{\"line\": 9, \"field\": \"/input\", \"message\": \"n\"}]}");

        batches.report("b", fault -> faults.add(fault.line() + fault.field()));

        assertThat(faults).containsExactly("2/model", "9/input");
        assertThat(door.asked().getLast().path()).isEqualTo("/v1/batches/b/report?limit=1000&after=2");
    }

    @Test
    void resultsComeThroughALinkWithoutTheKey() throws Exception {
        try (Door store = Door.open()) {
            store.reply(200, "{}\n");
            door.reply(307, Map.of("Location", store.uri() + "/r.jsonl"), "");

            Path file = batches.download("b", Batches.Lines.RESULTS, folder.resolve("r.jsonl"));

            assertThat(file).hasContent("{}\n");
            assertThat(store.asked().getFirst().headers()).doesNotContainKey("Authorization");
        }
    }

    private BatchDraft draft(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return BatchDraft.of(new Manifest.File(file, ManifestFormat.ofName(name).orElseThrow()));
    }

    private static String document(String status, int completed) {
        return "{\"batch_id\": \"b\", \"status\": \"%s\", \"counts\": {\"lines\": 3, \"completed\": %d}}"
                .formatted(status, completed);
    }
}
