/** What inspectors ask a server with millions of complaints, as a browser asks it. */
@NullMarked
package org.openbloctel.bench.inspection;

import org.jspecify.annotations.NullMarked;
