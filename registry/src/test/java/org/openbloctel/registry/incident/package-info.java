/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.registry.incident;

import org.jspecify.annotations.NullMarked;
