package org.openbloctel.registry.calls.call;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Reads single texts of what a program wrote about calls; refuses what cannot be read for sure. Stateless. */
public final class CallTexts {
    private CallTexts() {}

    /** A time with its zone; none is a refusal. */
    public static Instant time(String field, @Nullable String written) {
        Instant time = timeOrNull(field, written);
        if (time == null) {
            throw new RefusedException(new LawRefusal.UnreadableTime(field));
        }
        return time;
    }

    /** A time with its zone, or none. */
    public static @Nullable Instant timeOrNull(String field, @Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(written).toInstant();
            int year = time.atOffset(java.time.ZoneOffset.UTC).getYear();
            if (year >= 1900 && year < 3000) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new RefusedException(new LawRefusal.UnreadableTime(field));
    }

    /** One of the values that a field may hold, or none. */
    public static <T> @Nullable T valueOrNull(
            String field, @Nullable String written, Function<String, Optional<T>> read) {
        if (written == null) {
            return null;
        }
        return read.apply(written).orElseThrow(() -> new RefusedException(new LawRefusal.UnknownValue(field)));
    }
}
