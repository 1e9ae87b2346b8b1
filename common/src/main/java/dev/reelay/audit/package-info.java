/** What people did to the installation: who, when, to what. */
@NullMarked
package dev.reelay.audit;

import org.jspecify.annotations.NullMarked;
