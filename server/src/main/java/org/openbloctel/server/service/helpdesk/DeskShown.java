package org.openbloctel.server.service.helpdesk;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.Ticket;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Prepares the page of a ticket on the operator's desk, with the names of those who work on it. Thread-safe. */
@Component
final class DeskShown {
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
        return id == null ? null : staff.find(id).map(Staff.Person::id).orElse(null);
    }

    /** The names of the staff. */
    Map<UUID, String> names() {
        Map<UUID, String> names = new LinkedHashMap<>();
        staff.all().forEach(one -> names.put(one.id(), one.name()));
        return names;
    }
}
