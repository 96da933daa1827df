package org.openbloctel.server.portal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Whether the service works, for everybody: the parts of the server's health that have a name in the bundles. */
@Controller
final class StatusPage {
    private static final String NAMES = "portal.status.part.";

    private final HealthEndpoint health;
    private final MessageSource texts;
    private final InstantSource clock;

    StatusPage(HealthEndpoint health, MessageSource texts, InstantSource clock) {
        this.health = health;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/statut")
    String status(Locale locale, Model model) {
        List<Part> parts = new ArrayList<>();
        // Whoever reads this page knows so much.
        parts.add(new Part("pages", true));
        if (health.health() instanceof CompositeHealthDescriptor all && all.getComponents() != null) {
            all.getComponents().forEach((name, part) -> {
                String text = texts.getMessage(NAMES + name, null, "", locale);
                if (text != null && !text.isEmpty()) {
                    parts.add(new Part(name, part.getStatus().equals(Status.UP)));
                }
            });
        }
        model.addAttribute("parts", parts);
        model.addAttribute("up", parts.stream().allMatch(Part::up));
        model.addAttribute("at", clock.instant());
        return "portal/status";
    }

    /** A part of the service. */
    record Part(String name, boolean up) {}
}
