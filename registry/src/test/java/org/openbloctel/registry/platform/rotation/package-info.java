@NullMarked
package org.openbloctel.registry.platform.rotation;

import org.jspecify.annotations.NullMarked;
