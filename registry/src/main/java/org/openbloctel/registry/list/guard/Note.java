package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A sign that was too weak for a stop.
 *
 * @param day on which its figure was the largest
 * @param sign its name and its figure
 */
public record Note(UUID company, LocalDate day, String sign) {}
