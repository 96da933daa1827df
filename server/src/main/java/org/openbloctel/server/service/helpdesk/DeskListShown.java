package org.openbloctel.server.service.helpdesk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.Ticket;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Prepares the list of questions on the operator's desk: a page of it, and its table. Thread-safe. */
@Component
record DeskListShown(HelpDesk desk, DeskShown names, Formats formats, MessageSource texts, InstantSource clock) {
    private static final int PAGE = 50;
    private static final int MAX_ROWS = 10_000;

    String page(Model model, SignedIn.Staff who, DeskQuery query, String words) {
        int number = query.number();
        List<Ticket> found = found(who, query, words, (number - 1L) * PAGE, PAGE + 1);
        Set<UUID> flooded = desk.flooded();
        model.addAttribute("all", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("newer", number > 1 ? query.address(DeskQuery.PATH, number - 1) : null);
        model.addAttribute("older", found.size() > PAGE ? query.address(DeskQuery.PATH, number + 1) : null);
        model.addAttribute("table", query.address(DeskQuery.PATH + ".csv", 1));
        model.addAttribute("states", Ticket.State.values());
        model.addAttribute("state", query.chosen().orElse(null));
        model.addAttribute("owner", query.owner());
        model.addAttribute("orders", HelpDesk.TicketQuery.Order.values());
        model.addAttribute("order", query.sorted());
        model.addAttribute("overdue", desk.overdue());
        model.addAttribute("flooded", flooded);
        model.addAttribute("names", names.names());
        model.addAttribute("now", clock.instant());
        return "helpdesk/desk";
    }

    private List<Ticket> found(SignedIn.Staff who, DeskQuery query, String words, long skip, int limit) {
        UUID owner = query.owner().equals(DeskQuery.MINE) ? who.id() : null;
        boolean unowned = query.owner().equals(DeskQuery.NONE);
        Ticket.State state = query.chosen().orElse(null);
        return desk.search(
                who.actor(), new HelpDesk.TicketQuery(state, owner, unowned, words, query.sorted()), skip, limit);
    }

    ResponseEntity<String> table(SignedIn.Staff who, DeskQuery query, String words) {
        List<Ticket> found = found(who, query, words, 0, MAX_ROWS);
        desk.saved(who.actor(), found.size());
        CsvTable table = new CsvTable()
                .row(Stream.of(
                                "helpdesk.column.reference",
                                "helpdesk.subject",
                                "helpdesk.column.state",
                                "helpdesk.column.origin",
                                "helpdesk.column.received",
                                "helpdesk.column.due",
                                "helpdesk.late",
                                "helpdesk.column.owner",
                                "helpdesk.column.changed")
                        .map(this::text)
                        .toList());
        Map<UUID, String> owners = names.names();
        found.forEach(ticket -> table.row(row(ticket, owners)));
        return table.download(text("helpdesk.desk.table.name"));
    }

    private List<String> row(Ticket ticket, Map<UUID, String> owners) {
        Instant due = ticket.dueAt();
        UUID owner = ticket.owner();
        return List.of(
                ticket.reference().spelled(),
                ticket.subject(),
                text("helpdesk.desk.state." + ticket.state()),
                text("helpdesk.column.origin." + ticket.asker().origin()),
                formats.iso(ticket.receivedAt()),
                due == null ? "" : LegalCalendar.dayOf(due.minusSeconds(1)).toString(),
                isLate(due) ? text("helpdesk.late") : "",
                owner == null ? "" : owners.getOrDefault(owner, ""),
                formats.iso(ticket.changedAt()));
    }

    private boolean isLate(@Nullable Instant due) {
        return due != null && due.isBefore(clock.instant());
    }

    private String text(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
