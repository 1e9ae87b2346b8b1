@NullMarked
package dev.reelay.cli.request;

import org.jspecify.annotations.NullMarked;
