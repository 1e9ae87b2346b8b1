/** What all wire protocols share: routes, refusals and the contract of a provider. */
@NullMarked
package dev.reelay.simulator.protocol;

import org.jspecify.annotations.NullMarked;
