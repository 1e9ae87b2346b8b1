package dev.reelay.chaos.judge;

import dev.reelay.processes.Addresses;
import java.nio.file.Path;

/** Where a run's facts are found. */
public record Scene(Addresses at, Path bucket) {}
