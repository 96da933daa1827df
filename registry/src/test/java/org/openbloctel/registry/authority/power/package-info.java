@NullMarked
package org.openbloctel.registry.authority.power;

import org.jspecify.annotations.NullMarked;
