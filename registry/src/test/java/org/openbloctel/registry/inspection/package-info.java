@NullMarked
package org.openbloctel.registry.inspection;

import org.jspecify.annotations.NullMarked;
