@NullMarked
package dev.reelay.cli;

import org.jspecify.annotations.NullMarked;
