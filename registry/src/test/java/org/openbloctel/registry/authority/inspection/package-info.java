@NullMarked
package org.openbloctel.registry.authority.inspection;

import org.jspecify.annotations.NullMarked;
