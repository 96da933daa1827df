@NullMarked
package org.openbloctel.registry.intake;

import org.jspecify.annotations.NullMarked;
