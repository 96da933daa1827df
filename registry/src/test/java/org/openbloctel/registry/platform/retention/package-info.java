@NullMarked
package org.openbloctel.registry.platform.retention;

import org.jspecify.annotations.NullMarked;
