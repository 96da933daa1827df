@NullMarked
package org.openbloctel.registry.operator;

import org.jspecify.annotations.NullMarked;
