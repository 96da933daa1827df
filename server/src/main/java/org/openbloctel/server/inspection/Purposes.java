package org.openbloctel.server.inspection;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openbloctel.registry.refusal.InspectionRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.springframework.stereotype.Component;

/**
 * The purpose for which an inspector reads complaints, asked once for a while of work and kept in the session. Pages that show what a person
 * wrote require one, and record it with each reading. Stateless.
 */
@Component
public final class Purposes {
    /** The longest purpose that is kept. */
    public static final int MAX = 200;

    /** After so long it is asked again. */
    static final Duration HOLDS = Duration.ofHours(1);

    private static final String TEXT = Purposes.class.getName() + ".text";
    private static final String GIVEN = Purposes.class.getName() + ".given";

    Purposes() {}

    /** The purpose given in this session within the last hour. */
    public Optional<String> current(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(TEXT) instanceof String text
                        && session.getAttribute(GIVEN) instanceof Instant given
                        && now.isBefore(given.plus(HOLDS))
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Gives the purpose of what is read from now on. */
    public void give(HttpServletRequest request, String typed, Instant now) {
        String text = typed.strip();
        if (text.isEmpty() || text.length() > MAX) {
            throw new RefusedException(new InspectionRefusal.NoPurpose(MAX));
        }
        request.getSession().setAttribute(TEXT, text);
        request.getSession().setAttribute(GIVEN, now);
    }

    /** Ends the purpose. */
    public void end(HttpServletRequest request) {
        request.getSession().removeAttribute(TEXT);
        request.getSession().removeAttribute(GIVEN);
    }
}
