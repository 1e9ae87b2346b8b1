/** What the api's tests share: real servers, a client, and looks into the tables. */
@NullMarked
package dev.reelay.api.testing;

import org.jspecify.annotations.NullMarked;
