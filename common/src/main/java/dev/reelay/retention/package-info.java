/** How what is kept goes: what a request left in the tables and in the bucket. */
@NullMarked
package dev.reelay.retention;

import org.jspecify.annotations.NullMarked;
