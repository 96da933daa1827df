@NullMarked
package org.openbloctel.registry.platform.refusal;

import org.jspecify.annotations.NullMarked;
