package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.audit.Act;
import dev.reelay.catalog.Violation;
import dev.reelay.storage.ObjectStore;
import dev.reelay.tenant.KeyDraft.Setting;
import dev.reelay.tenant.ResultsPlace;
import dev.reelay.tenant.SetTenants;
import dev.reelay.tenant.TenantDraft;
import dev.reelay.tenant.TenantSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Makes tenants and changes what they may, for admins; who did it is kept. */
@ApplicationScoped
public class ManageTenants {
    private final SetTenants tenants;
    private final ObjectStore store;
    private final Caller caller;
    private final Audit audit;

    ManageTenants(SetTenants tenants, ObjectStore store, Caller caller, Audit audit) {
        this.tenants = tenants;
        this.store = store;
        this.caller = caller;
        this.audit = audit;
    }

    /** A new one. */
    public TenantSettings create(JsonNode said) {
        caller.mustBeAdmin();
        ReadTenantDraft.Whole whole = ReadTenantDraft.whole(said);
        refuseUnknownBucket(whole.draft());
        return audit.keeping(
                        Act.TENANT_CREATED,
                        whole.name(),
                        said,
                        () -> tenants.make(whole.name(), whole.draft()),
                        Optional::isPresent)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.TENANT_EXISTS, "Take another name, or PATCH the tenant that has this one.")));
    }

    /** What is absent stays as it is. */
    public TenantSettings change(String name, JsonNode said) {
        caller.mustBeAdmin();
        TenantDraft draft = ReadTenantDraft.change(said);
        refuseUnknownBucket(draft);
        if (Boolean.TRUE.equals(draft.suspended())
                && name.equals(caller.tenant().name())) {
            throw new ProblemException(
                    Problem.of(ProblemType.OWN_KEY, "This would lock your own key out; take one of another tenant."));
        }
        return audit.keeping(Act.TENANT_CHANGED, name, said, () -> tenants.change(name, draft), Optional::isPresent)
                .orElseThrow(ManageTenants::unknown);
    }

    /** Results would be bought, and have nowhere to go. */
    private void refuseUnknownBucket(TenantDraft draft) {
        Setting<ResultsPlace> results = draft.results();
        if (results == null || results.value() == null || results.value().bucket() == null) {
            return;
        }
        if (!store.isBucket(results.value().bucket())) {
            throw new ProblemException(Problem.violations(
                    ProblemType.INVALID_REQUEST,
                    "Nothing was done. Make the bucket, let the workers write to it, and send it again.",
                    List.of(new Violation("/results/bucket", "is no bucket of the store"))));
        }
    }

    /** The tenant with this name. */
    public TenantSettings find(String name) {
        return tenants.all().stream()
                .filter(tenant -> tenant.name().equals(name))
                .findFirst()
                .orElseThrow(ManageTenants::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_TENANT, "The list of all tenants is at /v1/tenants."));
    }
}
