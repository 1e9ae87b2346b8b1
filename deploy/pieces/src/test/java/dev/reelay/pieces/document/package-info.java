/** What is written about the repository is true: files, settings and commands that are named exist. */
@NullMarked
package dev.reelay.pieces.document;

import org.jspecify.annotations.NullMarked;
