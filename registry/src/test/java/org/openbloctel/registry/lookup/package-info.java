@NullMarked
package org.openbloctel.registry.lookup;

import org.jspecify.annotations.NullMarked;
