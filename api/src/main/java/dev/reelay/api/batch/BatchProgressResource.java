package dev.reelay.api.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.batch.Batch;
import dev.reelay.batch.Batches;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** How far a batch is, told whenever that changes, once a second at most, until it has ended. */
@Path("/v1/batches/{id}/progress")
@RunOnVirtualThread
@ApplicationScoped
class BatchProgressResource {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int SILENT_LOOKS = 15;
    private static final Duration AT_MOST = Duration.ofHours(1);

    private final FindBatch find;
    private final Batches batches;
    private final DescribeBatch describe;
    private final ObjectMapper json;
    private volatile boolean stopping;

    BatchProgressResource(FindBatch find, Batches batches, DescribeBatch describe, ObjectMapper json) {
        this.find = find;
        this.batches = batches;
        this.describe = describe;
        this.json = json;
    }

    void stopping(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response stream(@PathParam("id") String id) {
        Batch batch = find.find(id);
        String place = describe.place(batch);
        StreamingOutput told = out -> follow(batch, known -> describe.describe(known, false, place), out);
        return Response.ok(told)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Proxies of nginx's kind would gather an answer before they pass it on.
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private void follow(Batch first, Function<Batch, BatchDocuments.Whole> described, OutputStream out)
            throws IOException {
        long end = System.nanoTime() + AT_MOST.toNanos();
        Batch batch = first;
        String before = "";
        int silent = 0;
        out.write("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
        while (!stopping && System.nanoTime() < end) {
            String now = text(described.apply(batch));
            boolean news = !now.equals(before);
            if (news || ++silent >= SILENT_LOOKS) {
                out.write((news ? "event: progress\ndata: " + now + "\n\n" : ":\n\n").getBytes(StandardCharsets.UTF_8));
                silent = 0;
            }
            out.flush();
            before = now;
            if (batch.state().ended() || !slept()) {
                return;
            }
            Optional<Batch> next = batches.find(batch.tenantId(), batch.id());
            if (next.isEmpty()) {
                return;
            }
            batch = next.get();
        }
    }

    private String text(BatchDocuments.Whole told) {
        try {
            return json.writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of ours could not be written", e);
        }
    }

    private static boolean slept() {
        try {
            Thread.sleep(LOOK_EVERY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
