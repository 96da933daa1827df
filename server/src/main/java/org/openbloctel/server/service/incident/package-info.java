/** Incidents: the pages on which the operator writes them. The status page and the banner show them. */
@NullMarked
package org.openbloctel.server.service.incident;

import org.jspecify.annotations.NullMarked;
