package org.openbloctel.registry.helpdesk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The filter of a list of tickets.
 *
 * @param state null for all
 * @param owner null for all
 * @param unowned those without an owner alone
 * @param words which have to stand in subject, messages or notes; empty for any
 */
public record TicketQuery(
        @Nullable TicketState state, @Nullable UUID owner, boolean unowned, String words) {}
