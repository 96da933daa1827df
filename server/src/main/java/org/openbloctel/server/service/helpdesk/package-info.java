/** The help desk: questions of visitors, consumers and companies; the operator's desk; published questions. */
@NullMarked
package org.openbloctel.server.service.helpdesk;

import org.jspecify.annotations.NullMarked;
