/**
 * Sends webhooks: takes what is due from {@code registry.webhook}, looks the host up once, refuses what lies in no public network,
 * connects to the very address that was looked at, and says what came of it. Follows no redirect. What is sent, when and to whom is
 * the registry's to say.
 */
@NullMarked
package org.openbloctel.server.webhook;

import org.jspecify.annotations.NullMarked;
