/** The topics, made by a step of their own before a roll-out. */
@NullMarked
package dev.reelay.api.broker;

import org.jspecify.annotations.NullMarked;
