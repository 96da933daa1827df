/**
 * A job for Apache Spark: text files byte for byte by the engine of {@code bloctel scrub}, tables by the names of their columns.
 *
 * <p>The driver lists the files, has large ones cut at true records, publishes what the tasks wrote, and reports. A task writes under the
 * id of its attempt, and only what the driver received from exactly one attempt is published: nothing is lost, nothing twice.
 */
@NullMarked
package org.openbloctel.spark;

import org.jspecify.annotations.NullMarked;
