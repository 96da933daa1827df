@NullMarked
package org.openbloctel.registry.platform.audit;

import org.jspecify.annotations.NullMarked;
