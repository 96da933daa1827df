package org.openbloctel.registry.intake;

import java.util.UUID;

/**
 * A file that was received.
 *
 * @param submission the submission that it is
 * @param again whether the same request, or by another way the same file, was received before
 */
public record Admitted(UUID submission, boolean again) {}
