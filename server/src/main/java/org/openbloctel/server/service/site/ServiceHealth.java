package org.openbloctel.server.service.site;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Which parts of the service work, as this server finds. A part that does not report its health counts as down. Thread-safe. */
@Component
record ServiceHealth(HealthEndpoint health) {
    /** The parts of the server's health that mean something to everybody. */
    private static final List<String> PARTS = List.of("database", "list", "submissions", "jobs");

    /** A part of the service. */
    record Part(String name, boolean up) {}

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (String name : PARTS) {
            parts.add(new Part(name, works(name)));
        }
        return parts;
    }

    /** Whether all parts work. */
    boolean up() {
        return PARTS.stream().allMatch(this::works);
    }

    private boolean works(String name) {
        HealthDescriptor part = health.healthForPath(name);
        return part != null && part.getStatus().equals(Status.UP);
    }
}
