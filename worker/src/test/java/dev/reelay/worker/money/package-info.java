/** What attempts come to and what budgets count, held against a real database. */
@NullMarked
package dev.reelay.worker.money;

import org.jspecify.annotations.NullMarked;
