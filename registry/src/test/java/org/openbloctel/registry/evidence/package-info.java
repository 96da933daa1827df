@NullMarked
package org.openbloctel.registry.evidence;

import org.jspecify.annotations.NullMarked;
