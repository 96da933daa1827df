/** The tables that a run of the benchmarks prints, and nothing that measures. */
@NullMarked
package org.openbloctel.bench.report;

import org.jspecify.annotations.NullMarked;
