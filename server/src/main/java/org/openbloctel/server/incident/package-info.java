/** Incidents: what the operator writes. The page of the service's state and the banner show them. */
@NullMarked
package org.openbloctel.server.incident;

import org.jspecify.annotations.NullMarked;
