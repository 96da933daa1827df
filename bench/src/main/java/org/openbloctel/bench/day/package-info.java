/** A country's day in small: traffic of all kinds at a country's rates, a peak, and more than the server can answer. */
@NullMarked
package org.openbloctel.bench.day;

import org.jspecify.annotations.NullMarked;
