package org.openbloctel.law;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a stretch of days, made ready.
 *
 * @param from its first day
 * @param entries those that are enforced
 */
record RulesInForce(LocalDate from, List<Entry> entries) {
    /**
     * A rule on those days.
     *
     * @param id the rule's
     * @param version what it says
     * @param text what it demands by this reading
     * @param check how it is judged
     * @param exempt bits of {@link Exemption}
     */
    record Entry(String id, RuleVersion version, Bilingual text, Check check, int exempt) {
        Ground ground(@Nullable Instant until, Finding finding) {
            String missing = finding instanceof Finding.Missing missed ? missed.what() : null;
            Bilingual remedy = finding instanceof Finding.Unconfirmed ? version.remedy() : null;
            return new Ground(id, version.article(), text, until, missing, remedy);
        }
    }
}
