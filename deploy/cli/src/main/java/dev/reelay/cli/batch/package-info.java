/** Many videos that come as one file. */
@NullMarked
package dev.reelay.cli.batch;

import org.jspecify.annotations.NullMarked;
