@NullMarked
package dev.reelay.client.request;

import org.jspecify.annotations.NullMarked;
