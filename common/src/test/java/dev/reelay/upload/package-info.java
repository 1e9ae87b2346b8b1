@NullMarked
package dev.reelay.upload;

import org.jspecify.annotations.NullMarked;
