/** The address at which clients of OpenAI's videos call, in the words of OpenAI. */
@NullMarked
package dev.reelay.api.facade.openai;

import org.jspecify.annotations.NullMarked;
