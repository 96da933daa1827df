@NullMarked
package org.openbloctel.registry.audit;

import org.jspecify.annotations.NullMarked;
