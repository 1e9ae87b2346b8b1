/** One request carried to its end over HTTP, as a user would, and a look at whether its video is whole. */
@NullMarked
package dev.reelay.standalone.sample;

import org.jspecify.annotations.NullMarked;
