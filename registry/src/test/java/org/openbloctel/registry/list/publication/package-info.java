@NullMarked
package org.openbloctel.registry.list.publication;

import org.jspecify.annotations.NullMarked;
