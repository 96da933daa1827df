package org.openbloctel.server.site;

import static org.openbloctel.server.web.Access.Caller.ANYONE;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.server.web.AcceptHeader;
import org.openbloctel.server.web.Access;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Whether the service works: a public page for people, JSON for monitors. A part that does not report its health counts as down.
 */
@Controller
final class StatusPage {
    /** The parts of the server's health that mean something to everybody. */
    private static final List<String> PARTS = List.of("database", "list", "submissions", "jobs");

    private final HealthEndpoint health;
    private final InstantSource clock;

    StatusPage(HealthEndpoint health, InstantSource clock) {
        this.health = health;
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
        return "portal/status";
    }

    private Report report() {
        List<Part> parts = new ArrayList<>();
        // The reader of this page knows so much.
        parts.add(new Part("pages", true));
        for (String name : PARTS) {
            parts.add(new Part(name, works(name)));
        }
        return new Report(parts.stream().allMatch(Part::up), clock.instant(), parts);
    }

    private boolean works(String name) {
        HealthDescriptor part = health.healthForPath(name);
        return part != null && part.getStatus().equals(Status.UP);
    }

    /**
     * What monitors read.
     *
     * @param up whether all parts work
     */
    record Report(boolean up, Instant at, List<Part> parts) {}

    /** A part of the service. */
    record Part(String name, boolean up) {}
}
