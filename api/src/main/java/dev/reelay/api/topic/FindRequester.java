package dev.reelay.api.topic;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.tenant.ApiKey;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.KeyOwners;
import dev.reelay.tenant.Requester;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenant;
import dev.reelay.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Tells whose a record is, as the broker does not say who wrote it: the tenant's whose topic it came by, or else the owner's
 * of the key that it carries in the header {@value #HEADER}.
 */
@ApplicationScoped
class FindRequester {
    /** Where the key stands, as over HTTP: {@code Bearer rl_…}. */
    static final String HEADER = "authorization";

    private static final String TOPIC = "reelay.requests";

    private final KeyOwners owners;
    private final Tenants tenants;
    private final Set<String> withTopics;

    FindRequester(KeyOwners owners, Tenants tenants, TopicConfig config) {
        this.owners = owners;
        this.tenants = tenants;
        this.withTopics = Set.copyOf(config.tenants().orElse(Set.of()));
    }

    /** @throws ProblemException why it is nobody's */
    Requester of(ConsumerRecord<byte[], byte[]> record) {
        Requester requester = record.topic().equals(TOPIC) ? byKey(record) : byTopic(record.topic());
        if (requester.tenant().suspended()) {
            throw new ProblemException(Problem.of(
                    ProblemType.TENANT_SUSPENDED,
                    "Your tenant is suspended; an admin of this installation can have it go on."));
        }
        return requester;
    }

    private Requester byTopic(String topic) {
        String name = topic.substring(TOPIC.length() + 1);
        Optional<Tenant> tenant = withTopics.contains(name) ? tenants.named(name) : Optional.empty();
        return new Requester(
                tenant.orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.FORBIDDEN,
                        "The topic " + topic
                                + " stands for no tenant here; the operator names those with a topic of their"
                                + " own in reelay.topic.tenants."))),
                null);
    }

    private Requester byKey(ConsumerRecord<byte[], byte[]> record) {
        Header header = null;
        for (Header each : record.headers()) {
            header = isKey(each) ? each : header;
        }
        if (header == null || header.value() == null) {
            throw refused("Send the header " + HEADER + ": Bearer rl_…, with a key of your tenant.", "is missing");
        }
        KeyOwner owner = ApiKey.ofBearer(new String(header.value(), StandardCharsets.UTF_8))
                .flatMap(owners::owner)
                .orElseThrow(() -> refused(
                        "The key is not valid: it is mistyped, has expired or was taken back.", "is no valid key"));
        if (!owner.role().covers(Role.OPERATOR)) {
            throw new ProblemException(
                    Problem.of(ProblemType.FORBIDDEN, "A key of the role viewer only looks; take an operator's."));
        }
        return owner.requester();
    }

    /** In whatever case its name is written. */
    static boolean isKey(Header header) {
        return header.key().equalsIgnoreCase(HEADER);
    }

    private static ProblemException refused(String remedy, String message) {
        return new ProblemException(
                Problem.of(ProblemType.UNAUTHORIZED, remedy, List.of(Problem.Fault.of(HEADER, message))));
    }
}
