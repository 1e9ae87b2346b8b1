/** Images that callers bring with them, to be named as inputs. */
@NullMarked
package dev.reelay.upload;

import org.jspecify.annotations.NullMarked;
