/** WaveSpeedAI v3 as its callers see it. */
@NullMarked
package dev.reelay.simulator.wavespeed;

import org.jspecify.annotations.NullMarked;
