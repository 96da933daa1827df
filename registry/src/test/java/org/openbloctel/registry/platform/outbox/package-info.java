@NullMarked
package org.openbloctel.registry.platform.outbox;

import org.jspecify.annotations.NullMarked;
