package org.openbloctel.server.helpdesk;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.CompanyDirectory;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.helpdesk.DeskTexts;
import org.openbloctel.registry.helpdesk.HelpDesk;
import org.openbloctel.registry.helpdesk.Ticket;
import org.openbloctel.registry.helpdesk.TicketQuery;
import org.openbloctel.registry.helpdesk.TicketState;
import org.openbloctel.registry.operator.Staff;
import org.openbloctel.registry.operator.StaffPerson;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Prepares the pages of the operator's desk: lists of tickets, and one ticket with the names of those who work on it. Thread-safe. */
@Component
final class DeskShown {
    private static final int MAX_SHOWN = 200;
    private static final String MINE = "moi";
    private static final String NONE = "personne";

    private final HelpDesk desk;
    private final DeskTexts texts;
    private final Staff staff;
    private final CompanyDirectory companies;
    private final InstantSource clock;

    DeskShown(HelpDesk desk, DeskTexts texts, Staff staff, Database database, InstantSource clock) {
        this.desk = desk;
        this.texts = texts;
        this.staff = staff;
        this.companies = new CompanyDirectory(database);
        this.clock = clock;
    }

    /** What a list is narrowed to, as typed. */
    record Asked(String state, String owner, String words) {}

    String list(Model model, SignedIn.Staff who, Asked asked) {
        TicketState state = Arrays.stream(TicketState.values())
                .filter(one -> one.name().equals(asked.state()))
                .findFirst()
                .orElse(null);
        UUID owner = asked.owner().equals(MINE) ? who.id() : null;
        TicketQuery query = new TicketQuery(state, owner, asked.owner().equals(NONE), asked.words());
        model.addAttribute("all", desk.search(who.actor(), query, MAX_SHOWN));
        model.addAttribute("limit", MAX_SHOWN);
        model.addAttribute("states", TicketState.values());
        model.addAttribute("state", state == null ? "" : state.name());
        model.addAttribute("owner", asked.owner());
        model.addAttribute("overdue", desk.overdue());
        model.addAttribute("names", names());
        model.addAttribute("now", clock.instant());
        return "helpdesk/desk";
    }

    String one(Model model, SignedIn.Staff who, UUID id) {
        Ticket ticket = desk.open(who.actor(), id);
        UUID company = ticket.asker().company();
        model.addAttribute("one", ticket);
        model.addAttribute("names", names());
        model.addAttribute("canned", texts.canned());
        model.addAttribute("company", company == null ? null : name(company));
        model.addAttribute("late", ticket.dueAt() != null && ticket.dueAt().isBefore(clock.instant()));
        return "helpdesk/ticket";
    }

    private @Nullable String name(UUID company) {
        return companies.find(Set.of(company), Set.of()).stream()
                .map(Company.Named::name)
                .findFirst()
                .orElse(null);
    }

    /** The id of a colleague; null for any other. */
    @Nullable
    UUID colleague(@Nullable UUID id) {
        return id == null ? null : staff.find(id).map(StaffPerson::id).orElse(null);
    }

    private Map<UUID, String> names() {
        Map<UUID, String> names = new LinkedHashMap<>();
        staff.all().forEach(one -> names.put(one.id(), one.name()));
        return names;
    }
}
