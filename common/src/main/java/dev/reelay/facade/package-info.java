/** The words in which providers tell what became of a request: for their clients, where they call us and where we call them. */
@NullMarked
package dev.reelay.facade;

import org.jspecify.annotations.NullMarked;
