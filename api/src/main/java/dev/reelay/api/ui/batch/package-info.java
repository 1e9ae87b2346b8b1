/** Batches: sending one, and watching it fill. */
@NullMarked
package dev.reelay.api.ui.batch;

import org.jspecify.annotations.NullMarked;
