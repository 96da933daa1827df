/**
 * Consumers and their oppositions: asked for, confirmed by a mailed link, proved by a code, put on the list, renewed, withdrawn,
 * forgotten. Called by the portal, the jobs and the operator's pages. Invariant: a number is on the list exactly as long as at
 * least one registration of it is alive, and both change in one transaction.
 */
@NullMarked
package org.openbloctel.registry.accounts.consumer;

import org.jspecify.annotations.NullMarked;
