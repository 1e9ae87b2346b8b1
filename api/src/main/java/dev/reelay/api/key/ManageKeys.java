package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.audit.Act;
import dev.reelay.audit.Entry;
import dev.reelay.tenant.Key;
import dev.reelay.tenant.KeyDraft;
import dev.reelay.tenant.Keys;
import dev.reelay.tenant.Role;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes keys, changes and revokes them, for admins; who did it is kept. */
@ApplicationScoped
public class ManageKeys {
    private final Keys keys;
    private final ReadKey read;
    private final Caller caller;
    private final Audit audit;

    ManageKeys(Keys keys, ReadKey read, Caller caller, Audit audit) {
        this.keys = keys;
        this.read = read;
        this.caller = caller;
        this.audit = audit;
    }

    /** A new one, in clear at the only time that it is seen. */
    public Keys.Made create(JsonNode said) {
        caller.mustBeAdmin();
        ReadKey.Wanted wanted = read.whole(said, caller.tenant());
        return audit.keeping(
                () -> keys.make(wanted.tenant(), wanted.draft()),
                done -> new Entry(Act.KEY_CREATED, done.key().id().toString(), said));
    }

    /** What is absent stays as it is. */
    public Key change(Key key, JsonNode said) {
        caller.mustBeAdmin();
        KeyDraft draft = read.change(said);
        boolean weaker = draft.role() != null && draft.role() != Role.ADMIN;
        if (key.id().equals(caller.keyId()) && (weaker || KeyDraft.Setting.isSet(draft.expiresAt()))) {
            throw ownKey();
        }
        return audit.keeping(
                        () -> keys.change(key.id(), draft),
                        done -> done.isEmpty()
                                ? null
                                : new Entry(Act.KEY_CHANGED, key.id().toString(), said))
                .orElseThrow(ManageKeys::unknown);
    }

    /** Takes it back; what has seen it forgets it within seconds. */
    public void revoke(String id) {
        caller.mustBeAdmin();
        Key key = find(id);
        if (key.id().equals(caller.keyId())) {
            throw ownKey();
        }
        audit.keeping(
                Act.KEY_REVOKED,
                key.id().toString(),
                ReadKey.named(key),
                () -> keys.revoke(key.id()),
                Boolean::booleanValue);
    }

    /** The key with this id. */
    public Key find(String id) {
        return FindRequest.parse(id).flatMap(keys::find).orElseThrow(ManageKeys::unknown);
    }

    private static ProblemException ownKey() {
        return new ProblemException(Problem.of(
                ProblemType.OWN_KEY,
                "A key neither revokes itself nor makes itself weaker; take another key of the role admin."));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_KEY, "There is no key with this id that is not revoked."));
    }
}
