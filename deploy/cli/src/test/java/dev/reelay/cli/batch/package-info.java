@NullMarked
package dev.reelay.cli.batch;

import org.jspecify.annotations.NullMarked;
