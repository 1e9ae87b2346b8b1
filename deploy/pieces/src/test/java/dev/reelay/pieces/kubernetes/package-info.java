/** The files for Kubernetes, put together and read as its api would read them. */
@NullMarked
package dev.reelay.pieces.kubernetes;

import org.jspecify.annotations.NullMarked;
