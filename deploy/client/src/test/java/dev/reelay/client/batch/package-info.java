@NullMarked
package dev.reelay.client.batch;

import org.jspecify.annotations.NullMarked;
