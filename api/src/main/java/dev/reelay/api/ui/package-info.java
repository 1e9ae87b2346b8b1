/** The pages: a dashboard and a playground, made on the server from what the api itself reads and does. */
@NullMarked
package dev.reelay.api.ui;

import org.jspecify.annotations.NullMarked;
