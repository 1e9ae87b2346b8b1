/** The pages as people see them: in a browser, against all of Reelay in one process. */
@NullMarked
package dev.reelay.browser;

import org.jspecify.annotations.NullMarked;
