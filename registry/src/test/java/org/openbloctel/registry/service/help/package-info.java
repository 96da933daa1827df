/** Tests of the package of the same name. */
@NullMarked
package org.openbloctel.registry.service.help;

import org.jspecify.annotations.NullMarked;
