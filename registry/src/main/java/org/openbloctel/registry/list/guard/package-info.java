/**
 * Watches what companies learn of the list, by every way in. A number is fresh when this principal did not ask for it within 400 days.
 * Fresh numbers draw on a budget, repeats are free; what the fresh numbers of a principal look like may stop a company.
 *
 * <p>Invariant: a question is recorded before it is answered, and nothing that was refused counts as known. No number is kept: a
 * principal's numbers are keyed prints, and of many numbers a sample.
 */
@NullMarked
package org.openbloctel.registry.list.guard;

import org.jspecify.annotations.NullMarked;
