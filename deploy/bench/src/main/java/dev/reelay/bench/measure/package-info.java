/** What processes use: processor time, memory, and collections of garbage. */
@NullMarked
package dev.reelay.bench.measure;

import org.jspecify.annotations.NullMarked;
