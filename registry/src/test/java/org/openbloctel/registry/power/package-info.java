@NullMarked
package org.openbloctel.registry.power;

import org.jspecify.annotations.NullMarked;
