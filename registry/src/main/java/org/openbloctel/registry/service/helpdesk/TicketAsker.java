package org.openbloctel.registry.service.helpdesk;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The author of a question, and how they are reached.
 *
 * @param email of a visitor or of a mail's sender; null for people with a space, who are reached at its address
 */
public record TicketAsker(
        Origin origin,
        @Nullable String email,
        @Nullable UUID consumer,
        @Nullable UUID member,
        @Nullable UUID company,
        Locale locale) {
    /** How a question came. */
    public enum Origin {
        /** The public form. */
        FORM,
        /** A mail. */
        MAIL,
        /** The space of a consumer. */
        CONSUMER,
        /** The space of a company. */
        MEMBER
    }

    static TicketAsker byForm(String email, Locale locale) {
        return new TicketAsker(Origin.FORM, email, null, null, null, locale);
    }

    static TicketAsker byMail(String email, Locale locale) {
        return new TicketAsker(Origin.MAIL, email, null, null, null, locale);
    }

    /** A consumer in their space. */
    public static TicketAsker consumer(UUID consumer, Locale locale) {
        return new TicketAsker(Origin.CONSUMER, null, consumer, null, null, locale);
    }

    /** A member of a company in its space. */
    public static TicketAsker member(UUID member, UUID company, Locale locale) {
        return new TicketAsker(Origin.MEMBER, null, null, member, company, locale);
    }

    /** How the audit trail names them. */
    String actor() {
        if (consumer != null) {
            return "consumer:" + consumer;
        }
        return member == null ? "visitor" : "member:" + member;
    }

    /** Without the address. */
    @Override
    public String toString() {
        return actor();
    }
}
