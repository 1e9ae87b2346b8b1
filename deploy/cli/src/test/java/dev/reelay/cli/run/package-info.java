@NullMarked
package dev.reelay.cli.run;

import org.jspecify.annotations.NullMarked;
