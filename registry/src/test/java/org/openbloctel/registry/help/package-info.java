/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.registry.help;

import org.jspecify.annotations.NullMarked;
