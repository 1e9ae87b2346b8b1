@NullMarked
package dev.reelay.client;

import org.jspecify.annotations.NullMarked;
