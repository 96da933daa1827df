package org.openbloctel.registry.calls.verdict;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.openbloctel.law.Known;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.registry.calls.consent.RecordedConsent;
import org.openbloctel.registry.list.lookup.TestStory;

/** The consent in a number's story, in the form in which real ones are recorded, so that a test's verdict names it. Stateless. */
final class FictionalConsent {
    private FictionalConsent() {}

    /** At most one; its id is always the same for a story. */
    static List<RecordedConsent> of(long number, Known known) {
        Consent consent = known.consent();
        if (consent == null || consent.equals(Consent.NONE)) {
            return List.of();
        }
        String reference = "TEST-" + TestStory.of(number).digits();
        Instant given = Objects.requireNonNull(consent.givenAt());
        boolean direct = known.permission() != null;
        return List.of(new RecordedConsent(
                UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.US_ASCII)),
                reference,
                Objects.requireNonNull(consent.scope()),
                TestStory.GOODS,
                given,
                Objects.requireNonNull(consent.until()),
                consent.withdrawnAt(),
                direct,
                consent.confirmedAt()));
    }
}
