/**
 * Webhooks: the pages and the API on which a company sets them up, and the sending. It looks the host up once, refuses an address in no
 * public network, connects to the very address that was looked up, and follows no redirect. What is sent, when and to whom is decided by
 * {@code registry.accounts.webhook}.
 */
@NullMarked
package org.openbloctel.server.accounts.webhook;

import org.jspecify.annotations.NullMarked;
