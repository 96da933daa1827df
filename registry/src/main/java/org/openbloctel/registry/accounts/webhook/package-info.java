/**
 * What companies want their programs to be told, and the telling of it: endpoints with their secrets, events, deliveries and a log of
 * attempts. Features call {@code raise} in the transaction in which something happens; a sender outside takes what is due and says
 * what came of it. Invariant: an event is delivered at least once or given up after some three days, under the same id and with the
 * same bytes at each attempt; no phone number is in it. Knows no network.
 *
 * <p>{@code Webhooks} stores an {@code Event} with its deliveries, in the transaction that raises it and after its audit entry. The
 * server's {@code WebhookSender} reports each result to {@code Deliveries}, which decides: retry, give up, pause or disable the endpoint,
 * notify the owner (docs/decisions/0037).
 */
@NullMarked
package org.openbloctel.registry.accounts.webhook;

import org.jspecify.annotations.NullMarked;
