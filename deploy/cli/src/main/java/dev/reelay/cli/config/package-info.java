/** Where the api is and which key is used: from flags, the environment, or a file. */
@NullMarked
package dev.reelay.cli.config;

import org.jspecify.annotations.NullMarked;
