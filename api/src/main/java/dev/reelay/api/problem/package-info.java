/** Every error as a problem document (RFC 9457) that names each fault by its JSON pointer. */
@NullMarked
package dev.reelay.api.problem;

import org.jspecify.annotations.NullMarked;
