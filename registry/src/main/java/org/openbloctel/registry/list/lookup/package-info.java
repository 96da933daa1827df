/**
 * Look-ups of single numbers by companies: judged by the engine and the current list, counted by company and day, and metered,
 * because every answer tells something about the list. Called by the API and the portal. Each answer leaves a trace, as a keyed print.
 *
 * <p>Invariant: a company that was stopped gets no verdict; test answers touch neither the list, the counts nor the traces.
 *
 * <p>A test key uses the same judge. What it knows of a number for fiction is its {@code TestStory}, and a real number is refused
 * (docs/decisions/0052).
 */
@NullMarked
package org.openbloctel.registry.list.lookup;

import org.jspecify.annotations.NullMarked;
