/** Tests of the package of the same name, over a real PostgreSQL. */
@NullMarked
package org.openbloctel.registry.calls.verdict;

import org.jspecify.annotations.NullMarked;
