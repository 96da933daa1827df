@NullMarked
package org.openbloctel.registry.rotation;

import org.jspecify.annotations.NullMarked;
