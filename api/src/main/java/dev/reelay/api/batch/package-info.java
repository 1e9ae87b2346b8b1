/** Batches by HTTP: manifests come in, run, are looked at and steered, and leave their files. */
@NullMarked
package dev.reelay.api.batch;

import org.jspecify.annotations.NullMarked;
