package org.openbloctel.server.authority.complaint;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.OtherAuthority;
import org.openbloctel.registry.authority.complaint.Subject;

/** A complaint about one call that showed no number, with everything that is for other authorities. */
public final class SampleFiling {
    private SampleFiling() {}

    /** About a call to a number, made at this minute. */
    public static Filing of(String number, Instant at) {
        return new Filing(
                PhoneNumber.read(number),
                null,
                List.of(at.truncatedTo(ChronoUnit.MINUTES)),
                0,
                Subject.OTHER,
                false,
                false,
                null,
                List.of(OtherAuthority.values()),
                new Filing.Words("", "", ""));
    }
}
