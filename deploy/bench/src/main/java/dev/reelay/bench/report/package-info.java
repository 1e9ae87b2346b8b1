/** The figures of one run: printed, kept as JSON, and compared with an earlier run. */
@NullMarked
package dev.reelay.bench.report;

import org.jspecify.annotations.NullMarked;
