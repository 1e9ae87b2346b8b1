/** Settings as a whole: what is none of them. */
@NullMarked
package dev.reelay.setting;

import org.jspecify.annotations.NullMarked;
