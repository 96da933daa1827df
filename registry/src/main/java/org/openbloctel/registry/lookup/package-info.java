/**
 * Look-ups of single numbers by companies: judged by the engine and the current list, counted by company and day, and metered,
 * because every answer tells something about the list. Called by the API and the portal.
 *
 * <p>Invariant: a company that was stopped gets no verdict; test answers touch neither the list nor the counts. No number is
 * kept beyond the moment.
 */
@NullMarked
package org.openbloctel.registry.lookup;

import org.jspecify.annotations.NullMarked;
