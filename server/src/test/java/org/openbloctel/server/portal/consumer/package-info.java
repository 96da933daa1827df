@NullMarked
package org.openbloctel.server.portal.consumer;

import org.jspecify.annotations.NullMarked;
