@NullMarked
package org.openbloctel.registry.publication;

import org.jspecify.annotations.NullMarked;
