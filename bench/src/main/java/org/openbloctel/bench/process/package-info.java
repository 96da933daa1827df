/** Runs whole processes and says what they cost. */
@NullMarked
package org.openbloctel.bench.process;

import org.jspecify.annotations.NullMarked;
