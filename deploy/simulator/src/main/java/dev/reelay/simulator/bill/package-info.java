/** What each request cost and what happened to it: the ground truth that tests compare their own records to. */
@NullMarked
package dev.reelay.simulator.bill;

import org.jspecify.annotations.NullMarked;
