package org.openbloctel.server.site;

import static org.openbloctel.server.web.Access.Caller.ANYONE;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.server.web.Access;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether the service works, for everybody. A part that says nothing of its health does not work. */
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
    String status(Model model) {
        List<Part> parts = new ArrayList<>();
        // The reader of this page knows so much.
        parts.add(new Part("pages", true));
        for (String name : PARTS) {
            parts.add(new Part(name, works(name)));
        }
        model.addAttribute("parts", parts);
        model.addAttribute("up", parts.stream().allMatch(Part::up));
        model.addAttribute("at", clock.instant());
        return "portal/status";
    }

    private boolean works(String name) {
        HealthDescriptor part = health.healthForPath(name);
        return part != null && part.getStatus().equals(Status.UP);
    }

    /** A part of the service. */
    record Part(String name, boolean up) {}
}
