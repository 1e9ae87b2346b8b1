/** Where clients of the providers call, in the providers' own forms: what all of these have in common. */
@NullMarked
package dev.reelay.api.facade;

import org.jspecify.annotations.NullMarked;
