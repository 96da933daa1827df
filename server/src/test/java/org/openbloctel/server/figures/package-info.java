/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.server.figures;

import org.jspecify.annotations.NullMarked;
