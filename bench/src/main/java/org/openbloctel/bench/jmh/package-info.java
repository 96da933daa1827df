/** JMH benchmarks of the inner loops; their answers are tested. */
@NullMarked
package org.openbloctel.bench.jmh;

import org.jspecify.annotations.NullMarked;
