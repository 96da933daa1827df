@NullMarked
package org.openbloctel.registry.retention;

import org.jspecify.annotations.NullMarked;
