package dev.reelay.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.DynamicInsert;
import org.jspecify.annotations.Nullable;

/** The row of a tenant; what it does not set when it is made has its value from the database. */
@Entity(name = "Tenant")
@Table(name = "tenant")
@DynamicInsert
class TenantRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column
    private String name;

    @Column(name = "input_prefixes")
    private String[] inputPrefixes;

    @Column(name = "suspended_at")
    private @Nullable Instant suspendedAt;

    @Column(name = "per_second")
    private @Nullable Double perSecond;

    @Column
    private @Nullable Integer burst;

    TenantRow() {
        this("", List.of());
    }

    TenantRow(String name, List<String> inputPrefixes) {
        this.name = name;
        this.inputPrefixes = inputPrefixes.toArray(String[]::new);
    }

    Tenant tenant() {
        if (id == null) {
            throw new IllegalStateException("tenant " + name + " is not in the database yet");
        }
        return new Tenant(id, name, List.of(inputPrefixes), suspendedAt != null);
    }

    @Nullable
    RateLimit limit() {
        return RateLimit.of(perSecond, burst);
    }
}
