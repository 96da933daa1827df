@NullMarked
package org.openbloctel.server.http;

import org.jspecify.annotations.NullMarked;
