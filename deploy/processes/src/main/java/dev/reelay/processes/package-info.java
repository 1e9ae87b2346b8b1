/** The pieces as processes: started here and ended again, or running elsewhere and known by address. */
@NullMarked
package dev.reelay.processes;

import org.jspecify.annotations.NullMarked;
