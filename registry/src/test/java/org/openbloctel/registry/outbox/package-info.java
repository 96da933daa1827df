@NullMarked
package org.openbloctel.registry.outbox;

import org.jspecify.annotations.NullMarked;
