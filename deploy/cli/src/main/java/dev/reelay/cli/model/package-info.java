/** What can be asked for. */
@NullMarked
package dev.reelay.cli.model;

import org.jspecify.annotations.NullMarked;
