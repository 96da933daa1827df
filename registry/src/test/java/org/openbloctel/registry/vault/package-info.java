@NullMarked
package org.openbloctel.registry.vault;

import org.jspecify.annotations.NullMarked;
