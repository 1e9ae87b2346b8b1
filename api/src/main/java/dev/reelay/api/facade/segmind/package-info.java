/** The address at which clients of Segmind call, in the words of Segmind. */
@NullMarked
package dev.reelay.api.facade.segmind;

import org.jspecify.annotations.NullMarked;
