/** Manifests as people's files are: read line by line, each line checked as any request is. */
@NullMarked
package dev.reelay.api.manifest;

import org.jspecify.annotations.NullMarked;
