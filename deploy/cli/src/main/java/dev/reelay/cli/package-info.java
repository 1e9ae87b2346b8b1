/** The command line, for people and for pipelines. */
@NullMarked
package dev.reelay.cli;

import org.jspecify.annotations.NullMarked;
