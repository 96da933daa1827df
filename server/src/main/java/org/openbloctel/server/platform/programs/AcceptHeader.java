package org.openbloctel.server.platform.programs;

import java.util.Comparator;
import java.util.List;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Which form of an answer a client prefers, by the qualities in its {@code Accept}. Stateless. */
public final class AcceptHeader {
    private AcceptHeader() {}

    /** Whether one form is wanted more than another; a tie goes to the other. Throws a refusal for a header that cannot be read. */
    public static boolean prefers(String accept, MediaType wanted, MediaType other) {
        return quality(accept, wanted) > quality(accept, other);
    }

    /** From 0, not wanted at all, to 1: the quality of the most precise range that includes the form (RFC 9110, 12.5.1). */
    public static double quality(String accept, MediaType wanted) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            return types.stream()
                    .filter(type -> type.includes(wanted))
                    .max(Comparator.comparingInt(AcceptHeader::precision)
                            .thenComparingDouble(MediaType::getQualityValue))
                    .map(MediaType::getQualityValue)
                    .orElse(0.0);
        } catch (InvalidMediaTypeException e) {
            throw new RefusedException(new RequestRefusal.NotAcceptable());
        }
    }

    /** How precisely a range names a form: a form itself counts before all forms of its kind, and these before any form. */
    private static int precision(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }
}
