/** The first page: how things stand at a glance. */
@NullMarked
package dev.reelay.api.ui.overview;

import org.jspecify.annotations.NullMarked;
