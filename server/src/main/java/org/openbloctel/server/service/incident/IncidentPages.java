package org.openbloctel.server.service.incident;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.service.incident.IncidentBoard;
import org.openbloctel.registry.service.incident.Incidents;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Incidents as the operator writes them: open one, add to it, end it. */
@Controller
record IncidentPages(Incidents incidents, IncidentBoard board) {
    private static final String LIST = "/operateur/incidents";
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");

    @Access(STAFF)
    @GetMapping(LIST)
    String list(Model model) {
        board.read();
        model.addAttribute("all", board.all());
        return "incident/list";
    }

    @Access(STAFF)
    @GetMapping(LIST + "/nouveau")
    String form(Model model, Instant now) {
        String hour = LocalTime.ofInstant(now, LegalCalendar.ZONE).format(HOUR);
        model.addAttribute(
                "form",
                new IncidentForm("", "", "", "", LegalCalendar.dayOf(now).toString(), hour));
        return "incident/new";
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/nouveau")
    String open(SignedIn.Staff who, SentForm<IncidentForm> sent, NextPage next) {
        IncidentForm form = sent.form();
        boolean titled = areWhole(
                sent,
                List.of(Map.entry("titleFr", form.titleFr()), Map.entry("titleEn", form.titleEn())),
                Incidents.MAX_TITLE);
        boolean written = areWhole(
                sent,
                List.of(Map.entry("textFr", form.textFr()), Map.entry("textEn", form.textEn())),
                Incidents.MAX_TEXT);
        if (!titled || !written) {
            return "incident/new";
        }
        UUID id;
        try {
            id = incidents.open(
                    who.actor(),
                    new Bilingual(form.titleFr(), form.titleEn()),
                    new Bilingual(form.textFr(), form.textEn()),
                    start(form));
        } catch (RefusedException refused) {
            sent.refuse(refused, "day");
            return "incident/new";
        }
        next.done("incident.opened");
        return "redirect:" + LIST + "/" + id;
    }

    /** Whether all fields have a text that is kept; says at each that has none what is wrong. */
    private static boolean areWhole(SentForm<?> sent, List<Map.Entry<String, String>> fields, int most) {
        boolean whole = true;
        for (Map.Entry<String, String> field : fields) {
            try {
                Incidents.checked(field.getValue(), most);
            } catch (RefusedException refused) {
                sent.refuse(refused, field.getKey());
                whole = false;
            }
        }
        return whole;
    }

    private static Instant start(IncidentForm form) {
        try {
            LocalDate day = LegalCalendar.read(form.day().strip());
            LocalTime hour = LocalTime.parse(form.hour().strip());
            return day.atTime(hour).atZone(LegalCalendar.ZONE).toInstant();
        } catch (DateTimeException unreadable) {
            throw new RefusedException(new HelpdeskRefusal.UnreadableStart(IncidentBoard.DAYS));
        }
    }

    @Access(STAFF)
    @GetMapping(LIST + "/{id}")
    String one(@PathVariable UUID id, Model model) {
        model.addAttribute("form", new UpdateForm("", "", false));
        return page(incidents.get(id), model);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/{id}")
    String update(SignedIn.Staff who, @PathVariable UUID id, SentForm<UpdateForm> sent, NextPage next) {
        UpdateForm form = sent.form();
        if (!areWhole(
                sent,
                List.of(Map.entry("textFr", form.textFr()), Map.entry("textEn", form.textEn())),
                Incidents.MAX_TEXT)) {
            return page(incidents.get(id), sent.model());
        }
        incidents.update(who.actor(), id, new Bilingual(form.textFr(), form.textEn()), form.over());
        next.done(form.over() ? "incident.ended" : "incident.updated");
        return "redirect:" + LIST + "/" + id;
    }

    private static String page(IncidentBoard.Incident incident, Model model) {
        model.addAttribute("one", incident);
        return "incident/one";
    }

    /** A new incident, as typed; the day and hour of its beginning are those of Paris. */
    record IncidentForm(String titleFr, String titleEn, String textFr, String textEn, String day, String hour)
            implements KeptForm {
        IncidentForm {
            titleFr = requireNonNullElse(titleFr, "");
            titleEn = requireNonNullElse(titleEn, "");
            textFr = requireNonNullElse(textFr, "");
            textEn = requireNonNullElse(textEn, "");
            day = requireNonNullElse(day, "");
            hour = requireNonNullElse(hour, "");
        }
    }

    /**
     * A further text about an incident, as typed.
     *
     * @param over whether it is the last one
     */
    record UpdateForm(String textFr, String textEn, Boolean over) implements KeptForm {
        UpdateForm {
            textFr = requireNonNullElse(textFr, "");
            textEn = requireNonNullElse(textEn, "");
            over = requireNonNullElse(over, false);
        }
    }
}
