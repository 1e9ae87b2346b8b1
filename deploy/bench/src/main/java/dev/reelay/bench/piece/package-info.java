/** The pieces as processes: started here and ended again, or running elsewhere and known by address. */
@NullMarked
package dev.reelay.bench.piece;

import org.jspecify.annotations.NullMarked;
