package org.openbloctel.server.web;

import java.util.List;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Which form of an answer a client prefers, by the qualities in its {@code Accept}. Stateless. */
public final class AcceptHeader {
    private AcceptHeader() {}

    /** Whether one form is wanted more than another; a tie goes to the other. Throws a refusal for a header that cannot be read. */
    public static boolean prefers(String accept, MediaType wanted, MediaType other) {
        return quality(accept, wanted) > quality(accept, other);
    }

    /** From 0, not wanted at all, to 1. */
    public static double quality(String accept, MediaType wanted) {
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            return types.stream()
                    .filter(type -> type.includes(wanted))
                    .mapToDouble(MediaType::getQualityValue)
                    .max()
                    .orElse(0);
        } catch (InvalidMediaTypeException e) {
            throw new RefusedException(new RequestRefusal.NotAcceptable());
        }
    }
}
