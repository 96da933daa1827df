/** Tests of webhooks, with receivers that really listen. */
@NullMarked
package org.openbloctel.server.webhook;

import org.jspecify.annotations.NullMarked;
