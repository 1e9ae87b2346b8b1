/** Who calls: the API key of a request becomes its tenant. */
@NullMarked
package dev.reelay.api.caller;

import org.jspecify.annotations.NullMarked;
