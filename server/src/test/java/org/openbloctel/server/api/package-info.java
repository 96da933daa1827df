@NullMarked
package org.openbloctel.server.api;

import org.jspecify.annotations.NullMarked;
