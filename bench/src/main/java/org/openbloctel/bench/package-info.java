/** Side-by-side benchmarks: which programs run on which files, in what order, and what follows from it. */
@NullMarked
package org.openbloctel.bench;

import org.jspecify.annotations.NullMarked;
