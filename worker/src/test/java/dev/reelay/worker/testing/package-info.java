/** What the worker's tests share: real servers, and rows to begin with. */
@NullMarked
package dev.reelay.worker.testing;

import org.jspecify.annotations.NullMarked;
