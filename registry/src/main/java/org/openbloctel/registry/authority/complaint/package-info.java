/**
 * Complaints of consumers about calls: what the calls may have broken by the law of their day, what becomes of each complaint, and the
 * signs by which a flood of them shows. Owns the tables {@code accounts.complaint…}. Complainants see their own complaints and no company
 * before a decision; an {@link org.openbloctel.registry.authority.complaint.Inspector} alone moves one. No answer to a complainant depends
 * on the list, or on complaints of others.
 *
 * <p>{@code ComplaintDraft} parses the form, with {@code PastedCalls} for call logs, and collects all errors. {@code CallExamination} asks
 * {@code CallJudge} about each call. {@code Complaints} stores the {@code Filing}. {@code ComplaintState} is the only table of states, and
 * {@code InspectorDesk} moves complaints along it. {@code Worklist} lists what to look at first, with floods. {@code ComplaintSeal}
 * computes the keyed prints by which wordings are compared. See docs/complaints.md and docs/decisions/0099.
 */
@NullMarked
package org.openbloctel.registry.authority.complaint;

import org.jspecify.annotations.NullMarked;
