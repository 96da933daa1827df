@NullMarked
package org.openbloctel.registry.platform.session;

import org.jspecify.annotations.NullMarked;
