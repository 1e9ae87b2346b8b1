/** Callbacks of providers: who is asked to call back and where, by which keys they sign, and what becomes of their word. */
@NullMarked
package dev.reelay.callback;

import org.jspecify.annotations.NullMarked;
