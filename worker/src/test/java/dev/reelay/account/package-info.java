/** Accounts as the worker's tests need them. */
@NullMarked
package dev.reelay.account;

import org.jspecify.annotations.NullMarked;
