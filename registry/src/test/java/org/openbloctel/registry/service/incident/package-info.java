/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.registry.service.incident;

import org.jspecify.annotations.NullMarked;
