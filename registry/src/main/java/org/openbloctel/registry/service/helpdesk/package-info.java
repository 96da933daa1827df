/**
 * Questions to the operator: tickets, their states, answers and notes, canned answers, and published questions. Owns the tables
 * {@code accounts.ticket…}, {@code accounts.canned_answer} and {@code accounts.faq}. An asker sees their own tickets without notes, and no answer
 * is mailed to an address that was not proved.
 *
 * <p>{@code Questions} is the askers' side, {@code HelpDesk} the operator's; {@code Ticket.State} is the only table of states.
 * {@code SealedTexts} encrypts texts; {@code TicketLinks} makes the links and marks of mails. See docs/helpdesk.md and docs/decisions/0109.
 */
@NullMarked
package org.openbloctel.registry.service.helpdesk;

import org.jspecify.annotations.NullMarked;
