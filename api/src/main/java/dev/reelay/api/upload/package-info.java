/** Images come in, to be named as inputs of requests. */
@NullMarked
package dev.reelay.api.upload;

import org.jspecify.annotations.NullMarked;
