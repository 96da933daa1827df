/** Pages for a company's webhooks: where it is told of what, what was sent, and sending again. All rules are the registry's. */
@NullMarked
package org.openbloctel.server.portal.webhook;

import org.jspecify.annotations.NullMarked;
