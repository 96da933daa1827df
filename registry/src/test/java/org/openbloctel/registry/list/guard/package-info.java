/** Tests of the guard. */
@NullMarked
package org.openbloctel.registry.list.guard;

import org.jspecify.annotations.NullMarked;
