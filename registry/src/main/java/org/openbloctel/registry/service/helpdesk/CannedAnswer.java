package org.openbloctel.registry.service.helpdesk;

import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.law.Bilingual;

/**
 * A text that the staff begin answers with.
 *
 * @param name what they call it
 */
public record CannedAnswer(
        UUID id, String name, @Nested("text_") Bilingual text) {}
