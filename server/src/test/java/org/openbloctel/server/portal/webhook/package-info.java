/** Tests of the pages for webhooks. */
@NullMarked
package org.openbloctel.server.portal.webhook;

import org.jspecify.annotations.NullMarked;
