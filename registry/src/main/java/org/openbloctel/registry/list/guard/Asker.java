package org.openbloctel.registry.list.guard;

import java.util.UUID;

/**
 * On whose behalf numbers are asked for, by whom, and by which way in.
 *
 * @param company which acts, and is stopped
 * @param principal for whom it acts, and whose budget it draws on; the company itself, as a rule
 * @param actor the key or the person
 */
public record Asker(UUID company, UUID principal, String actor, Door door) {
    /** The ways in. */
    public enum Door {
        /** Numbers looked up one by one, verdicts and a dialer's questions among them. */
        LOOKUP,
        /** Call files, by whichever channel. */
        FILE
    }
}
