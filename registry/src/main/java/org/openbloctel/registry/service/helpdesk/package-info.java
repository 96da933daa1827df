/**
 * Questions to the operator: tickets, their states, answers and notes, canned answers, and published questions. Owns the tables
 * {@code accounts.ticket…}, {@code accounts.canned_answer} and {@code accounts.faq}. An asker sees their own tickets without notes, and no answer
 * is mailed to an address that was not proved.
 */
@NullMarked
package org.openbloctel.registry.service.helpdesk;

import org.jspecify.annotations.NullMarked;
