/** Real servers in this process: Kafka, PostgreSQL and an S3 store, for the standalone and for tests. */
@NullMarked
package dev.reelay.embedded;

import org.jspecify.annotations.NullMarked;
