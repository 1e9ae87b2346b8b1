package dev.reelay.simulator.protocol;

import dev.reelay.simulator.bill.Bill;
import dev.reelay.simulator.fault.FaultPlan;
import dev.reelay.simulator.http.Delivery;
import dev.reelay.simulator.journal.JobJournal;
import dev.reelay.simulator.settings.LiveSettings;
import dev.reelay.simulator.studio.Studio;

/** What all desks share: the studio, the plan of faults, the books, the settings and the way out. */
public record Floor(
        Studio studio,
        FaultPlan plan,
        Bill bill,
        JobJournal journal,
        LiveSettings settings,
        Delivery delivery,
        Look.Links links) {}
