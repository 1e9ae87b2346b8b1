package dev.reelay.bench;

import java.time.Duration;

/**
 * One run's sizes. A rate of 0 sends as fast as the api takes it; {@code time} is the most that a load may take, and how
 * long backlog and idle are watched.
 */
record Plan(Scenario scenario, int generations, double perSecond, Rendering rendering, int slots, Duration time) {
    /** How the simulator renders, in its own words. */
    record Rendering(String time, String size) {}
}
