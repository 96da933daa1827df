@NullMarked
package org.openbloctel.registry.callfiles.scrubbing;

import org.jspecify.annotations.NullMarked;
