/** The catalog over HTTP: what can be asked for, who can be asked, at what price. */
@NullMarked
package dev.reelay.api.model;

import org.jspecify.annotations.NullMarked;
