@NullMarked
package org.openbloctel.registry.list.trace;

import org.jspecify.annotations.NullMarked;
