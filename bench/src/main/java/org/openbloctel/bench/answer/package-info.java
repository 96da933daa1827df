/** Compares what a program wrote with the right answer, row by row. */
@NullMarked
package org.openbloctel.bench.answer;

import org.jspecify.annotations.NullMarked;
