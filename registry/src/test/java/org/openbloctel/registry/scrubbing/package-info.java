@NullMarked
package org.openbloctel.registry.scrubbing;

import org.jspecify.annotations.NullMarked;
