/** Plain SQL: statements in, records out, on a pool whose faults are one kind of exception. */
@NullMarked
package dev.reelay.database;

import org.jspecify.annotations.NullMarked;
