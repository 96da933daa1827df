/** Tests of the guard. */
@NullMarked
package org.openbloctel.registry.guard;

import org.jspecify.annotations.NullMarked;
