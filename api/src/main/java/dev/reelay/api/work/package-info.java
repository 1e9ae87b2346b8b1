/** The records of accepted generations on their way to the workers. */
@NullMarked
package dev.reelay.api.work;

import org.jspecify.annotations.NullMarked;
