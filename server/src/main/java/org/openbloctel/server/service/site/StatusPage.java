package org.openbloctel.server.service.site;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.registry.platform.figures.PublishedFigures.Value;
import org.openbloctel.registry.platform.figures.Step;
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
record StatusPage(ServiceHealth health, ServiceHistory history, IncidentBoard incidents, InstantSource clock) {
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
    record Report(boolean up, Instant at, List<ServiceHealth.Part> parts, List<IncidentBoard.Incident> incidents) {}

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

    /**
     * The availability of the last days.
     *
     * @param up minutes in which the service worked
     * @param minutes those that were watched
     * @param interruptions the days on which some were missing, the latest first
     */
    record Availability(long up, long minutes, List<Interruption> interruptions) {
        /** How many days are shown. */
        static final int DAYS = 90;

        /** Copies. */
        Availability {
            interruptions = List.copyOf(interruptions);
        }

        /** A day on which the service did not work for some minutes. */
        record Interruption(LocalDate day, long minutes) {}

        static Availability of(PublishedFigures figures, LocalDate today) {
            Map<LocalDate, Map<Figure, Long>> days = new TreeMap<>();
            for (Value value : figures.wholes(Step.DAY, today.minusDays(DAYS - 1L), today)) {
                days.computeIfAbsent(value.period(), any -> new HashMap<>()).put(value.figure(), value.value());
            }
            long up = 0;
            long minutes = 0;
            List<Interruption> interruptions = new ArrayList<>();
            for (Map.Entry<LocalDate, Map<Figure, Long>> day : days.entrySet()) {
                long all = day.getValue().getOrDefault(Figure.MINUTES, 0L);
                long well = day.getValue().getOrDefault(Figure.MINUTES_UP, 0L);
                up += well;
                minutes += all;
                if (well < all) {
                    interruptions.addFirst(new Interruption(day.getKey(), all - well));
                }
            }
            return new Availability(up, minutes, interruptions);
        }
    }
}
