@NullMarked
package org.openbloctel.registry.list.lookup;

import org.jspecify.annotations.NullMarked;
