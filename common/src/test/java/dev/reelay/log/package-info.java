@NullMarked
package dev.reelay.log;

import org.jspecify.annotations.NullMarked;
