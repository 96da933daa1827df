/** Tests of webhooks, with receivers that really listen. */
@NullMarked
package org.openbloctel.server.accounts.webhook;

import org.jspecify.annotations.NullMarked;
