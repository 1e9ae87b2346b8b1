package dev.reelay.batch;

import dev.reelay.database.Database;
import dev.reelay.generation.GenerationIds;
import dev.reelay.tenant.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Brings the lines of a manifest into the database, chunk by chunk, so that what broke off goes on where it did. */
@ApplicationScoped
public class StageManifest {
    private final Database database;
    private final GenerationIds ids;

    StageManifest(Database database, GenerationIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Begins, or goes on under the same key; empty when the key stands for a batch with other terms.
     *
     * @param format how the manifest is written
     */
    public Optional<Upload> begin(Requester from, @Nullable String key, BatchTerms terms, String format) {
        return database.query(
                        "select * from begin_upload(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        row -> row.getBoolean("same_terms")
                                ? Optional.of(new Upload(
                                        row.getObject("id", UUID.class),
                                        row.getInt("upload"),
                                        row.getInt("staged"),
                                        row.getString("staged_sha256"),
                                        row.getBoolean("receiving")))
                                : Optional.<Upload>empty(),
                        ids.next(),
                        from.tenant().id(),
                        from.keyId(),
                        key,
                        terms.fingerprint(format),
                        terms.name(),
                        terms.acceptValid(),
                        terms.dryRun(),
                        terms.concurrency(),
                        terms.budget(),
                        terms.webhookUrl())
                .getFirst();
    }

    /**
     * Stages the next lines, all or none.
     *
     * @param sha256 of all lines up to the last of these, in hex
     * @return false when a later upload has taken over
     */
    public boolean stage(Upload upload, List<StagedLine> lines, String sha256) {
        return database.together(connection -> {
            boolean mine = !Database.query(
                            connection,
                            "select 1 from batch where id = ? and upload = ? and state = 'RECEIVING' for no key update",
                            row -> true,
                            upload.batch(),
                            upload.number())
                    .isEmpty();
            if (mine) {
                copy(connection, upload.batch(), lines);
                Database.query(
                        connection,
                        "select stage_chunk(?, ?, ?, ?, ?)",
                        row -> true,
                        upload.batch(),
                        lines.getFirst().n(),
                        lines.getLast().n(),
                        lines.size(),
                        sha256);
            }
            return mine;
        });
    }

    private static void copy(Connection connection, UUID batch, List<StagedLine> lines) throws SQLException {
        StringBuilder rows = new StringBuilder();
        lines.forEach(line -> CopyText.row(
                rows,
                batch.toString(),
                String.valueOf(line.n()),
                line.customId(),
                line.wanted() == null ? null : line.wanted().toString(),
                line.faults().isEmpty() ? null : line.faultsAsJson().toString()));
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy batch_line (batch_id, n, custom_id, asked, faults) from stdin",
                            new StringReader(rows.toString()));
        } catch (IOException e) {
            throw new IllegalStateException("characters in memory could not be read", e);
        }
    }

    /** All lines are here: the batch runs, or ends as refused or checked. False when a later upload has taken over. */
    public boolean judge(Upload upload) {
        return database.query("select judge_batch(?, ?)", row -> row.getBoolean(1), upload.batch(), upload.number())
                .getFirst();
    }

    /** Removes what was begun and has no line: the manifest could not be read at all. */
    public void forget(Upload upload) {
        database.update(
                "delete from batch where id = ? and upload = ? and staged = 0 and state = 'RECEIVING'",
                upload.batch(),
                upload.number());
    }
}
