/** Makes the schema, and gives the roles that api and workers run with their rights on it. */
@NullMarked
package dev.reelay.migrate;

import org.jspecify.annotations.NullMarked;
