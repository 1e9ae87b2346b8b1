/** What can go wrong with a call, in two sorts: the api refused it, or it could not be reached. */
@NullMarked
package dev.reelay.client.problem;

import org.jspecify.annotations.NullMarked;
