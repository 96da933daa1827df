package org.openbloctel.registry.service.helpdesk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.consumer.Consumer;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Mails to askers, in the transaction that causes them. People with a space are written to at its present address; others at the address that
 * they gave, with a secret link. The text of an answer goes to proved addresses alone.
 */
final class TicketMails {
    private final Outbox outbox;
    private final Consumers consumers;
    private final Members members;
    private final TicketLinks links;
    private final HelpdeskPolicy policy;

    TicketMails(Outbox outbox, Consumers consumers, Members members, TicketLinks links, HelpdeskPolicy policy) {
        this.outbox = outbox;
        this.consumers = consumers;
        this.members = members;
        this.links = links;
        this.policy = policy;
    }

    /** Whether and how an asker is reached. */
    private record Reached(String email, Locale locale, String link) {}

    /** Confirms that a question came; to an address that is not proved, with the link that proves it. */
    void received(Ticket ticket, @Nullable String messageId) {
        reach(ticket).ifPresent(reached -> {
            Map<String, String> parameters = parameters(ticket, reached);
            if (messageId != null) {
                parameters.put(Outbox.Message.IN_REPLY_TO, messageId);
            }
            outbox.put(new Outbox.Message(reached.email(), reached.locale(), "helpdesk/received", parameters));
        });
    }

    /** Sends an answer, or the link to it. */
    void answered(Ticket ticket, String text, boolean waits) {
        reach(ticket).ifPresent(reached -> {
            Map<String, String> parameters = parameters(ticket, reached);
            parameters.put("answer", ticket.proved() ? text : "");
            parameters.put("waits", waits ? "yes" : "");
            outbox.put(new Outbox.Message(reached.email(), reached.locale(), "helpdesk/answered", parameters));
        });
    }

    /** The present address of an asker; empty where they have none. */
    Optional<String> address(TicketAsker asker) {
        UUID consumer = asker.consumer();
        UUID member = asker.member();
        if (consumer != null) {
            return ofConsumer(consumer).map(Consumer::email);
        }
        return member == null
                ? Optional.ofNullable(asker.email())
                : members.find(member).map(Member::email);
    }

    private Map<String, String> parameters(Ticket ticket, Reached reached) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("reference", ticket.reference().spelled());
        parameters.put("link", reached.link());
        parameters.put("proved", ticket.proved() ? "yes" : "");
        policy.address().ifPresent(address -> {
            String mark = links.mark(ticket.reference());
            parameters.put(Outbox.Message.SUBJECT_MARK, mark);
            int at = address.lastIndexOf('@');
            parameters.put(Outbox.Message.REPLY_TO, address.substring(0, at) + "+" + mark + address.substring(at));
        });
        return parameters;
    }

    private Optional<Reached> reach(Ticket ticket) {
        TicketAsker asker = ticket.asker();
        String email = asker.email();
        UUID consumer = asker.consumer();
        UUID member = asker.member();
        if (email != null) {
            return Optional.of(new Reached(email, asker.locale(), links.address(ticket.id())));
        }
        if (consumer != null) {
            String page = links.page("/espace/questions/" + ticket.id());
            return ofConsumer(consumer)
                    .flatMap(one ->
                            Optional.ofNullable(one.email()).map(address -> new Reached(address, one.locale(), page)));
        }
        return Optional.ofNullable(member)
                .flatMap(members::find)
                .map(one -> new Reached(one.email(), one.locale(), links.page("/pro/questions/" + ticket.id())));
    }

    private Optional<Consumer> ofConsumer(UUID id) {
        try {
            return Optional.of(consumers.space(id).consumer());
        } catch (RefusedException goneMeanwhile) {
            return Optional.empty();
        }
    }
}
