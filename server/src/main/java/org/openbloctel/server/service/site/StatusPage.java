package org.openbloctel.server.service.site;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.registry.service.incident.Incident;
import org.openbloctel.registry.service.incident.IncidentBoard;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.programs.AcceptHeader;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** Whether the service works, and has worked: a public page for people, JSON for monitors. */
@Controller
final class StatusPage {
    private final ServiceHealth health;
    private final ServiceHistory history;
    private final IncidentBoard incidents;
    private final InstantSource clock;

    StatusPage(ServiceHealth health, ServiceHistory history, IncidentBoard incidents, InstantSource clock) {
        this.incidents = incidents;
        this.health = health;
        this.history = history;
        this.clock = clock;
    }

    @Access(ANYONE)
    @GetMapping("/statut")
    Object status(@RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept, Model model) {
        Report report = report();
        if (AcceptHeader.prefers(accept, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML)) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .body(report);
        }
        model.addAttribute("parts", report.parts());
        model.addAttribute("up", report.up());
        model.addAttribute("at", report.at());
        model.addAttribute("incidents", report.incidents());
        model.addAttribute("availability", history.latest());
        return "portal/status";
    }

    private Report report() {
        List<ServiceHealth.Part> parts = new ArrayList<>();
        // The reader of this page knows so much.
        parts.add(new ServiceHealth.Part("pages", true));
        parts.addAll(health.parts());
        return new Report(parts.stream().allMatch(ServiceHealth.Part::up), clock.instant(), parts, incidents.all());
    }

    /**
     * What monitors read.
     *
     * @param up whether all parts work
     * @param incidents those that last, and those of the last days
     */
    record Report(boolean up, Instant at, List<ServiceHealth.Part> parts, List<Incident> incidents) {}

    /**
     * How the service worked in the last days. Read once a minute by {@link MinuteMarker}, so that the page that shows it never waits for the
     * database: it has to work without one. Thread-safe.
     */
    @Component
    static final class ServiceHistory {
        private final PublishedFigures figures;
        private final InstantSource clock;
        private volatile @Nullable Availability latest;

        ServiceHistory(PublishedFigures figures, InstantSource clock) {
            this.figures = figures;
            this.clock = clock;
        }

        void read() {
            latest = Availability.of(figures, LegalCalendar.today(clock));
        }

        /** Null before it was first read. */
        @Nullable
        Availability latest() {
            return latest;
        }
    }
}
