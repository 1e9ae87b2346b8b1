/** What an operator sees: the metrics that are told, and the rules, pages and dashboards made of them. */
@NullMarked
package dev.reelay.pieces.sight;

import org.jspecify.annotations.NullMarked;
