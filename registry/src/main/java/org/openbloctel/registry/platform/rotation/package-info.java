/** The change of the master key: what lies wrapped by a former one, in whichever feature's table, is wrapped anew. */
@NullMarked
package org.openbloctel.registry.platform.rotation;

import org.jspecify.annotations.NullMarked;
