/** All of Reelay in one process: real Kafka, PostgreSQL and S3 servers, the providers or their simulator, and both apps. */
@NullMarked
package dev.reelay.standalone;

import org.jspecify.annotations.NullMarked;
