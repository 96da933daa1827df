/** Tests of the job: without Spark, in one process, and with executors of their own. */
@NullMarked
package org.openbloctel.spark;

import org.jspecify.annotations.NullMarked;
