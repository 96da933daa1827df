package org.openbloctel.registry.service.helpdesk;

import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.law.Bilingual;

/** A question with its answer, as it is published. */
public record FaqEntry(
        UUID id,
        @Nested("question_") Bilingual question,
        @Nested("answer_") Bilingual answer) {}
