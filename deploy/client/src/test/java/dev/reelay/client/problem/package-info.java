@NullMarked
package dev.reelay.client.problem;

import org.jspecify.annotations.NullMarked;
