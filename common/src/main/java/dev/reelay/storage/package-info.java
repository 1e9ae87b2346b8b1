/** The bucket: how it is reached, small objects in it, and links to what lies there. */
@NullMarked
package dev.reelay.storage;

import org.jspecify.annotations.NullMarked;
