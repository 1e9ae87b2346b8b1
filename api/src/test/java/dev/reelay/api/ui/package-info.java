/** The pages, as a browser asks for them. */
@NullMarked
package dev.reelay.api.ui;

import org.jspecify.annotations.NullMarked;
