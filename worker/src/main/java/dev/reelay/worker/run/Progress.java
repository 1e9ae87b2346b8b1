package dev.reelay.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Provider;
import dev.reelay.database.Database;
import dev.reelay.worker.provider.CancelResult;
import dev.reelay.worker.provider.Credential;
import dev.reelay.worker.provider.ProviderCalls;
import dev.reelay.worker.provider.RemoteRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/** What happens to an attempt while it is with the provider, and is no verdict: kept for whoever asks, seldom written. */
@ApplicationScoped
class Progress {
    private static final Logger LOG = Logger.getLogger(Progress.class);

    private final Database database;
    private final ProviderCalls calls;
    private final ObjectMapper json;
    private final Changes remoteStates;
    private final Changes silences;

    Progress(Database database, ProviderCalls calls, ObjectMapper json) {
        this.database = database;
        this.calls = calls;
        this.json = json;
        this.remoteStates = new Changes(
                database, json, "id uuid, epoch bigint, state text", "keep_remote_state(x.id, x.epoch, x.state)");
        this.silences = new Changes(
                database,
                json,
                "id uuid, epoch bigint, unanswered boolean",
                "keep_unanswered(x.id, x.epoch, x.unanswered)");
    }

    /** The provider's state is another than before. The first time it renders is an event. */
    void changed(Work work, Provider.RemoteState state) {
        remoteStates.keep(json.createObjectNode()
                .put("id", work.attemptId().toString())
                .put("epoch", work.tenure().epoch())
                .put("state", state.name()));
    }

    /** The provider has not answered about it for some looks: while all slots are held by such, nobody waits for one. */
    void unanswered(Work work) {
        keepSilence(work, true);
    }

    /** The provider answers again. */
    void answered(Work work) {
        keepSilence(work, false);
    }

    private void keepSilence(Work work, boolean unanswered) {
        silences.keep(json.createObjectNode()
                .put("id", work.attemptId().toString())
                .put("epoch", work.tenure().epoch())
                .put("unanswered", unanswered));
    }

    /** The caller's deadline has passed: the request ends now, the attempt lives on until its verdict. */
    void expired(Work work) {
        end(work, "the deadline passed while the provider had the request");
    }

    /** No render takes so long: the same. */
    void tooLong(Work work) {
        end(work, "the provider still renders it after the longest render of the offering");
    }

    /**
     * The provider does not know the key any more: nothing more is claimed for its account, although no submit has been
     * refused. All of its slots may be held by what was bought before.
     */
    void keyRefused(Work work, String message) {
        database.query(
                "select take_account_out(id, 'unauthorized', ?)::text from account where id = ? and out_reason is null",
                row -> true,
                message,
                work.accountId());
    }

    /** The longest render has passed without a verdict: from now on it holds no slot. */
    void overdue(Work work) {
        database.update("""
                update attempt set overdue_at = clock_timestamp()
                where id = ? and epoch = ? and state = 'ACCEPTED' and verdict_at is null and overdue_at is null""", work.attemptId(), work.tenure().epoch());
    }

    private void end(Work work, String message) {
        database.query(
                """
                select end_generation(?, 'FAILED', 'timeout', ?, null,
                  jsonb_build_object('attempt_id', ?::text, 'attempt', ?::int, 'provider', ?::text, 'offering', ?::text))""",
                row -> row.getBoolean(1),
                work.generationId(),
                message,
                work.attemptId().toString(),
                work.number(),
                work.provider(),
                work.offering());
    }

    /** Asks the provider to cancel and keeps what it said. */
    CancelResult cancel(Work work, Provider provider, RemoteRequest remote, Credential key) {
        CancelResult result = calls.cancel(provider, remote, key);
        String outcome = switch (result) {
            case CancelResult.Told told -> told.outcome().name().toLowerCase(Locale.ROOT);
            case CancelResult.NotOffered notOffered -> "not_offered";
            case CancelResult.NoAnswer none -> "no_answer";
        };
        LOG.infof("asked the provider to cancel, outcome=%s %s", outcome, work);
        database.update(
                "update attempt set cancel_sent_at = clock_timestamp(), cancel_outcome = ? where id = ?",
                outcome,
                work.attemptId());
        return result;
    }
}
