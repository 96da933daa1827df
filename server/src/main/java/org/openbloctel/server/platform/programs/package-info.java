/** What the API shares on both of its ports: keys and their limits, bodies and queries, and problems (RFC 9457). */
@NullMarked
package org.openbloctel.server.platform.programs;

import org.jspecify.annotations.NullMarked;
