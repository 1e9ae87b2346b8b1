package dev.reelay.client.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.client.http.Call;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Query;
import dev.reelay.client.http.Sha256;
import dev.reelay.client.problem.UnreachableException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Sends a manifest, as it is read from the disk. An upload that broke is sent again under the same key, by which the api goes on
 * with the same batch.
 */
final class SubmitBatch {
    private static final Duration LONGEST_UPLOAD = Duration.ofHours(2);

    private final Calls calls;
    private final BatchDraft draft;

    SubmitBatch(Calls calls, BatchDraft draft) {
        this.calls = calls;
        this.draft = draft;
    }

    Batch submit() throws InterruptedException {
        return switch (draft.manifest()) {
            case Manifest.File file -> Batch.of(sent(upload(file)));
            case Manifest.Stored stored -> Batch.of(calls.answer(named(stored)));
        };
    }

    /** A refused key can close the connection in the middle of the upload; a small call then tells what was wrong. */
    private JsonNode sent(Call upload) throws InterruptedException {
        try {
            return calls.answer(upload.within(LONGEST_UPLOAD));
        } catch (UnreachableException e) {
            calls.answer(Call.get("/v1/batches?limit=1"));
            throw e;
        }
    }

    private Call upload(Manifest.File file) {
        Query query = new Query("/v1/batches");
        draft.options()
                .properties()
                .forEach(option -> query.with(
                        option.getKey(),
                        option.getValue().isValueNode()
                                ? option.getValue().asText()
                                : option.getValue().toString()));
        try {
            Call call = Call.post(query.toString())
                    .body(file.contentType(), BodyPublishers.ofFile(file.path()))
                    .under(key(file));
            return file.gzip() ? call.header("Content-Encoding", "gzip") : call;
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException("cannot read " + file.path(), e);
        }
    }

    private Call named(Manifest.Stored stored) {
        ObjectNode body = draft.options();
        body.put("manifest", stored.uri().toString());
        body.put("format", stored.format().word());
        String given = draft.idempotencyKey();
        return Call.post("/v1/batches")
                .json(body)
                .under(given == null ? UUID.randomUUID().toString() : given)
                .within(LONGEST_UPLOAD);
    }

    /** A check is made anew each time, as what can be served may have changed since. */
    private String key(Manifest.File file) {
        String given = draft.idempotencyKey();
        if (given != null) {
            return given;
        }
        return draft.onlyChecked() ? UUID.randomUUID().toString() : ofContent(file);
    }

    private String ofContent(Manifest.File file) {
        MessageDigest digest = Sha256.digest();
        digest.update((file.contentType() + draft.options()).getBytes(StandardCharsets.UTF_8));
        try (InputStream content = Files.newInputStream(file.path());
                DigestOutputStream digested = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.transferTo(digested);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.path() + ": " + e.getMessage(), e);
        }
        return "sha256-" + HexFormat.of().formatHex(digest.digest());
    }
}
