package dev.reelay.api.ui.provider;

import dev.reelay.api.caller.Caller;
import dev.reelay.budget.Budgets;
import dev.reelay.limit.OfferingLimits;
import dev.reelay.limit.Past;
import dev.reelay.limit.ReadLimits;
import dev.reelay.route.RouteFacts;
import dev.reelay.spend.Days;
import dev.reelay.spend.Dimension;
import dev.reelay.spend.ReportSpend;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/** Reads how the providers stand. */
@ApplicationScoped
class ViewProviders {
    private final ReadLimits limits;
    private final RouteFacts facts;
    private final RememberPast past;
    private final ReportSpend spend;
    private final Budgets budgets;
    private final Caller caller;
    private final InstantSource clock;

    ViewProviders(
            ReadLimits limits,
            RouteFacts facts,
            RememberPast past,
            ReportSpend spend,
            Budgets budgets,
            Caller caller,
            InstantSource clock) {
        this.limits = limits;
        this.facts = facts;
        this.past = past;
        this.spend = spend;
        this.budgets = budgets;
        this.caller = caller;
        this.clock = clock;
    }

    ProvidersView now() {
        int tenant = caller.tenant().id();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<ProvidersView.Account> accounts = accounts();
        return new ProvidersView(
                accounts,
                limits.offerings().stream()
                        .sorted(Comparator.comparing(OfferingLimits::provider).thenComparing(OfferingLimits::name))
                        .map(offering -> ProvidersView.Offering.of(offering, facts.of(offering.name()), accounts))
                        .toList(),
                spend.report(tenant, new Days(today, today.plusDays(1)), List.of(Dimension.PROVIDER)).stream()
                        .map(line -> new ProvidersView.SpentAt(
                                String.valueOf(line.by().get(Dimension.PROVIDER)), line.spent()))
                        .toList(),
                budgets.of(tenant));
    }

    private List<ProvidersView.Account> accounts() {
        List<Past> known = past.all();
        return limits.accounts().stream()
                .map(account ->
                        new ProvidersView.Account(account, PastView.of(known, account.provider(), account.name())))
                .toList();
    }
}
