/** The models that providers offer: their inputs and how they are checked, their prices, and the shot that comes out. */
@NullMarked
package dev.reelay.simulator.catalog;

import org.jspecify.annotations.NullMarked;
