@NullMarked
package org.openbloctel.registry.refusal;

import org.jspecify.annotations.NullMarked;
