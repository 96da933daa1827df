package org.openbloctel.registry.event;

import java.util.Map;
import java.util.UUID;

/**
 * Something that happened to what a company keeps here.
 *
 * @param company which company is told
 * @param data texts, whole numbers, lists and maps; never a phone number
 */
public record Event(UUID company, EventType type, Map<String, Object> data) {}
