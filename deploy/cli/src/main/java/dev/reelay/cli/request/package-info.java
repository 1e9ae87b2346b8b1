/** One video: submit, get, wait, cancel. */
@NullMarked
package dev.reelay.cli.request;

import org.jspecify.annotations.NullMarked;
