@NullMarked
package org.openbloctel.registry.company;

import org.jspecify.annotations.NullMarked;
