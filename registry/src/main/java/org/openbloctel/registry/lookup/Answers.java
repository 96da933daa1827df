package org.openbloctel.registry.lookup;

import java.util.List;
import org.openbloctel.scrub.engine.Judgement;

/**
 * What was found, all by one revision.
 *
 * @param revision the list's revision; 0 for a test
 * @param judgements one for each number, in their order
 */
public record Answers(long revision, List<Judgement> judgements) {}
