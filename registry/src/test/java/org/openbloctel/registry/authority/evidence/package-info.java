@NullMarked
package org.openbloctel.registry.authority.evidence;

import org.jspecify.annotations.NullMarked;
