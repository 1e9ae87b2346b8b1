@NullMarked
package dev.reelay.client.http;

import org.jspecify.annotations.NullMarked;
