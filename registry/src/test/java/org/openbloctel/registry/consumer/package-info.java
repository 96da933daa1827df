@NullMarked
package org.openbloctel.registry.consumer;

import org.jspecify.annotations.NullMarked;
