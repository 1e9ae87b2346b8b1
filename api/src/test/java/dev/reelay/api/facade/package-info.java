/** Tests of the addresses where clients of the providers call. */
@NullMarked
package dev.reelay.api.facade;

import org.jspecify.annotations.NullMarked;
