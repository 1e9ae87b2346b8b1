/** What a caller asks for: read from JSON with every fault named, and checked against the catalog. */
@NullMarked
package dev.reelay.request;

import org.jspecify.annotations.NullMarked;
