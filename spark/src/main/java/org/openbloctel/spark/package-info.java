/**
 * A job for Apache Spark: text files byte for byte by the engine of {@code bloctel scrub}, tables by the names of their columns.
 *
 * <p>The driver lists the files, has large ones cut at true records, publishes what the tasks wrote, and reports. A task writes under the
 * id of its attempt, and only what the driver received from exactly one attempt is published: nothing is lost, nothing twice.
 *
 * <p>A text file beyond 128 MiB is cut: {@code QuoteScan} reads each split for all four quote states in which it may begin, {@code Part.of}
 * follows the state from split to split, and each part is judged on its own by {@code CallFile.part}. {@code TextJob} publishes what one
 * attempt of each task wrote. Tables go row by row through {@code RowJudge}. See docs/spark.md and docs/decisions/0059.
 */
@NullMarked
package org.openbloctel.spark;

import org.jspecify.annotations.NullMarked;
