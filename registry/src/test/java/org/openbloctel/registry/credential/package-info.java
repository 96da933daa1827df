@NullMarked
package org.openbloctel.registry.credential;

import org.jspecify.annotations.NullMarked;
