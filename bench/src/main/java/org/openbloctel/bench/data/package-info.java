/** Lists and call files made from a seed, each call file with the right answer beside it. */
@NullMarked
package org.openbloctel.bench.data;

import org.jspecify.annotations.NullMarked;
