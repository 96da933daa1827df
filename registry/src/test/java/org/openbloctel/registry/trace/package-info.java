@NullMarked
package org.openbloctel.registry.trace;

import org.jspecify.annotations.NullMarked;
