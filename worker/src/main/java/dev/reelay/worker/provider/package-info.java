/** Speaks to providers as their definitions say: submit, poll, cancel; knows errors and nothing of generations. */
@NullMarked
package dev.reelay.worker.provider;

import org.jspecify.annotations.NullMarked;
