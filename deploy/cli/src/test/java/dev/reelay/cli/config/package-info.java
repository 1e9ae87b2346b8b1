@NullMarked
package dev.reelay.cli.config;

import org.jspecify.annotations.NullMarked;
