package org.openbloctel.registry.service.helpdesk;

import java.util.UUID;
import org.openbloctel.law.Bilingual;

/** A question with its answer, as it is published. */
public record FaqEntry(UUID id, Bilingual question, Bilingual answer) {}
