package dev.reelay.api.manifest;

import dev.reelay.api.ApiConfig;
import dev.reelay.batch.BatchTerms;
import dev.reelay.batch.StageManifest;
import dev.reelay.batch.StagedLine;
import dev.reelay.batch.Upload;
import dev.reelay.catalog.Catalog;
import dev.reelay.tenant.Requester;
import dev.reelay.webhook.Endpoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a manifest in as a stream: chunk by chunk its lines are checked and staged, and when all are here the batch is
 * judged. Nothing is bought before. What broke off goes on under the same key: lines that are here already are only held
 * against what was sent before.
 */
@ApplicationScoped
public class TakeManifest {
    private static final int CHUNK_LINES = 1_000;
    private static final int CHUNK_BYTES = 4 << 20;

    private final StageManifest stage;
    private final CheckLine check;
    private final Endpoints endpoints;
    private final Catalog catalog;
    private final ApiConfig config;

    TakeManifest(StageManifest stage, CheckLine check, Endpoints endpoints, Catalog catalog, ApiConfig config) {
        this.stage = stage;
        this.check = check;
        this.endpoints = endpoints;
        this.catalog = catalog;
        this.config = config;
    }

    /** What came of a manifest. */
    public sealed interface Taken {
        /**
         * It is all here, and judged.
         *
         * @param replay whether it had been taken before
         */
        record Batch(UUID id, boolean replay) implements Taken {}

        /** The key stands for another manifest, or for other terms. */
        record KeyReused() implements Taken {}

        /** A later upload under the same key goes on with it. */
        record Overtaken() implements Taken {}
    }

    /**
     * Reads to the end.
     *
     * @throws IOException when the manifest breaks off; what came by then is kept
     */
    public Taken take(
            Requester from,
            @Nullable String key,
            BatchTerms terms,
            ManifestFormat format,
            Charset charset,
            InputStream manifest)
            throws IOException {
        Optional<Upload> upload = stage.begin(from, key, terms, format.name());
        if (upload.isEmpty()) {
            return new Taken.KeyReused();
        }
        if (terms.webhookUrl() != null) {
            endpoints.ensureForRequests(from.tenant().id());
        }
        String usualModel = terms.defaults().path("model").textValue();
        Lines lines =
                format.read(Utf8.of(manifest, charset), config.maxBodyBytes(), new CsvColumns(catalog, usualModel));
        return new Reading(from, terms, upload.get()).read(lines);
    }

    /** One manifest on its way in. */
    private final class Reading {
        private final Requester from;
        private final BatchTerms terms;
        private final Upload upload;
        private final MessageDigest digest = sha256();
        private final List<StagedLine> chunk = new ArrayList<>();
        private int chunkBytes;
        private boolean compared;
        private boolean same = true;
        private int last;

        Reading(Requester from, BatchTerms terms, Upload upload) {
            this.from = from;
            this.terms = terms;
            this.upload = upload;
            this.compared = upload.staged() == 0;
        }

        Taken read(Lines lines) throws IOException {
            boolean mine = true;
            for (Line line = lines.next(); line != null && mine && same; line = lines.next()) {
                line.raw().addTo(digest);
                last = line.n();
                if (last == upload.staged()) {
                    compare();
                } else if (last > upload.staged()) {
                    // Whose line there is blank now is another manifest.
                    same = compared;
                    mine = !same || stage(line);
                }
            }
            if (!same || last < upload.staged()) {
                return new Taken.KeyReused();
            }
            if (!upload.receiving()) {
                return new Taken.Batch(upload.batch(), true);
            }
            mine = mine && flush() && stage.judge(upload);
            return mine ? new Taken.Batch(upload.batch(), false) : new Taken.Overtaken();
        }

        /** The lines up to here must be those that are here already. */
        private void compare() {
            compared = true;
            same = soFar().equals(upload.sha256());
        }

        private boolean stage(Line line) {
            if (!upload.receiving()) {
                same = false;
                return true;
            }
            StagedLine checked = check.check(from, upload.batch(), terms.defaults(), line);
            if (checked.wanted() != null && checked.wanted().hasNonNull("webhook_url")) {
                endpoints.ensureForRequests(from.tenant().id());
            }
            chunk.add(checked);
            chunkBytes += line.raw().length();
            return (chunk.size() < CHUNK_LINES && chunkBytes < CHUNK_BYTES) || flush();
        }

        private boolean flush() {
            if (chunk.isEmpty()) {
                return true;
            }
            boolean mine = stage.stage(upload, chunk, soFar());
            chunk.clear();
            chunkBytes = 0;
            return mine;
        }

        private String soFar() {
            try {
                return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the SHA-256 of every Java can be cloned", e);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
