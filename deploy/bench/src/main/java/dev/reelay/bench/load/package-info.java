/** What is asked of the api, when, and how long it took to answer. */
@NullMarked
package dev.reelay.bench.load;

import org.jspecify.annotations.NullMarked;
