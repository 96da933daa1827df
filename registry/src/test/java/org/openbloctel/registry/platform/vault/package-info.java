@NullMarked
package org.openbloctel.registry.platform.vault;

import org.jspecify.annotations.NullMarked;
