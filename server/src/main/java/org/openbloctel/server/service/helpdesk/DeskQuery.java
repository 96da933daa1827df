package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;

import java.util.Arrays;
import java.util.Optional;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.Ticket;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A list of questions as its address says it. Words that are searched for stand in the session, and never in an address.
 *
 * @param state a name of a state; those to answer where it is missing
 * @param owner {@code moi}, {@code personne}, or empty for all
 * @param order a name of an order; those due first where it is missing
 * @param page from 1 on
 */
record DeskQuery(
        @BindParam("etat") String state,
        @BindParam("responsable") String owner,
        @BindParam("tri") String order,
        @BindParam("page") String page) {
    static final String PATH = "/operateur/questions";
    static final String MINE = "moi";
    static final String NONE = "personne";

    private static final int MAX_PAGES = 400;
    private static final int MAX_DIGITS = 4;

    DeskQuery {
        state = requireNonNullElse(state, Ticket.State.NEW.name());
        owner = requireNonNullElse(owner, "");
        order = requireNonNullElse(order, "");
        page = requireNonNullElse(page, "");
    }

    /** Empty for all states. */
    Optional<Ticket.State> chosen() {
        return Arrays.stream(Ticket.State.values())
                .filter(one -> one.name().equals(state))
                .findFirst();
    }

    HelpDesk.TicketQuery.Order sorted() {
        return Arrays.stream(HelpDesk.TicketQuery.Order.values())
                .filter(one -> one.name().equals(order))
                .findFirst()
                .orElse(HelpDesk.TicketQuery.Order.DUE);
    }

    int number() {
        boolean written =
                !page.isEmpty() && page.length() <= MAX_DIGITS && page.chars().allMatch(Character::isDigit);
        return written ? Math.clamp(Integer.parseInt(page), 1, MAX_PAGES) : 1;
    }

    /** Where a page of the same list is, or its table. */
    String address(String path, int number) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path)
                .queryParam("etat", "{state}")
                .queryParam("responsable", "{owner}")
                .queryParam("tri", "{order}");
        return (number > 1 ? address.queryParam("page", number) : address)
                .encode()
                .buildAndExpand(chosen().map(Enum::name).orElse("toutes"), owner, sorted().name())
                .toUriString();
    }
}
