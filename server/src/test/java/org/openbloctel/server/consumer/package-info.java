@NullMarked
package org.openbloctel.server.consumer;

import org.jspecify.annotations.NullMarked;
