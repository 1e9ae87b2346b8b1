/** The address at which clients of WaveSpeed call, in the words of WaveSpeed. */
@NullMarked
package dev.reelay.api.facade.wavespeed;

import org.jspecify.annotations.NullMarked;
