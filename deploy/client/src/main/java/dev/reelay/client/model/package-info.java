/** What can be asked for. */
@NullMarked
package dev.reelay.client.model;

import org.jspecify.annotations.NullMarked;
