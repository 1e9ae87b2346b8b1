/** The standalone as its users meet it: its options, its data folder, its start and end, and what the README says of it. */
@NullMarked
package dev.reelay.standalone;

import org.jspecify.annotations.NullMarked;
