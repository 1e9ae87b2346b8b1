@NullMarked
package dev.reelay.api.broker;

import org.jspecify.annotations.NullMarked;
