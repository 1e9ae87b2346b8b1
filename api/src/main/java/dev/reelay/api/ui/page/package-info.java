/** What all pages share: their frame, their errors, how they leave the server, and how times and amounts are written. */
@NullMarked
package dev.reelay.api.ui.page;

import org.jspecify.annotations.NullMarked;
