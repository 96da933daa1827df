/**
 * Consumers and their oppositions: asked for, confirmed by a mailed link, proved by a code, put on the list, renewed, withdrawn,
 * forgotten. Called by the portal, the jobs and the operator's pages. Invariant: a number is on the list exactly as long as at
 * least one registration of it is alive, and both change in one transaction.
 *
 * <p>A registration and a withdrawal are a question about the list, which needs no company account: {@code Acts} counts them by number,
 * account and network in the transaction that makes them, and {@code ActSigns} shows who does both with the same numbers
 * (docs/decisions/0125).
 */
@NullMarked
package org.openbloctel.registry.accounts.consumer;

import org.jspecify.annotations.NullMarked;
