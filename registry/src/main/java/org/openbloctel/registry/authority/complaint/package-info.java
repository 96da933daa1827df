/**
 * Complaints of consumers about calls: what the calls may have broken by the law of their day, what becomes of each complaint, and the
 * signs by which a flood of them shows. Owns the tables {@code accounts.complaint…}. Complainants see their own complaints and no company
 * before a decision; an {@link org.openbloctel.registry.authority.complaint.Inspector} alone moves one. No answer to a complainant depends on the list,
 * or on complaints of others.
 */
@NullMarked
package org.openbloctel.registry.authority.complaint;

import org.jspecify.annotations.NullMarked;
