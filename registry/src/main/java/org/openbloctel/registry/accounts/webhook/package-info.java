/**
 * What companies want their programs to be told, and the telling of it: endpoints with their secrets, events, deliveries and a log of
 * attempts. Features call {@code raise} in the transaction in which something happens; a sender outside takes what is due and says
 * what came of it. Invariant: an event is delivered at least once or given up after some three days, under the same id and with the
 * same bytes at each attempt; no phone number is in it. Knows no network.
 */
@NullMarked
package org.openbloctel.registry.accounts.webhook;

import org.jspecify.annotations.NullMarked;
