package dev.reelay.catalog;

import dev.reelay.catalog.definition.Section;

/** An offering as read, and where, until the whole catalog has been checked. */
record OfferingDraft(Section section, Offering offering) {}
