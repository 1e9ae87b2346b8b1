/** What became of the load, as the database, the topic of events, the store and the providers' bill tell it. */
@NullMarked
package dev.reelay.bench.proof;

import org.jspecify.annotations.NullMarked;
