/**
 * Phone numbers: a numbering plan is a table, and a reader turns what people write into a number of that plan or into
 * the reason why it cannot. Depends on nothing; every other package of the engine depends on it.
 *
 * <p>Invariant: one subscriber has one value, however the number was written.
 */
@NullMarked
package org.openbloctel.scrub.number;

import org.jspecify.annotations.NullMarked;
