/** Taking waiting rows, in fair order and within the slots of each account, and taking over what others left. */
@NullMarked
package dev.reelay.worker.claim;

import org.jspecify.annotations.NullMarked;
