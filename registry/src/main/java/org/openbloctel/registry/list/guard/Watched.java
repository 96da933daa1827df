package org.openbloctel.registry.list.guard;

import java.util.UUID;

/**
 * What a company asked for, for the operator's eyes.
 *
 * @param asked numbers, repeats included
 * @param learnt about how many numbers of the list it learnt of
 * @param counts what its fresh numbers looked like, since it was lifted last
 */
public record Watched(UUID company, long asked, long learnt, FreshCounts counts) {}
