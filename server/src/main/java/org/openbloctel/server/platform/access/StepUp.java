package org.openbloctel.server.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.springframework.stereotype.Component;

/**
 * The second factor, given again: what gives lasting power (keys, webhooks, people, orders) takes more than a session, since a session
 * may be stolen. The sign-in does not count, for the same reason: who watches it has its session. One proof is good for ten minutes of
 * the session in which it was given, until that begins anew. {@link Access#stepUp} states which routes need it, {@code AccessCheck} refuses without it.
 * Thread-safe.
 */
@Component
public final class StepUp {
    /** For so long one proof is good. */
    public static final Duration VALID = Duration.ofMinutes(10);

    private static final String PAGE = StepUp.class.getName() + ".page";

    private final SignIn signIn;
    private final InstantSource clock;

    StepUp(SignIn signIn, InstantSource clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /**
     * The second factor was proved in this session just now.
     *
     * @return the path to go on to: the page that asked for it
     */
    public String proved(SignedIn who, Browser browser) {
        browser.request().getSession().setAttribute(SignIn.PROVED, clock.instant());
        browser.request().changeSessionId();
        return signIn.goOn(who, browser);
    }

    /** Whether it was, and not too long ago. */
    public boolean isFresh(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(SignIn.PROVED) instanceof Instant proved
                && clock.instant().isBefore(proved.plus(VALID));
    }

    /**
     * What a handler throws that needs it for some requests only.
     *
     * @param page the page to go on to: what was asked for may be a file, after which the browser would stay on the page that asks
     */
    public RefusedException needed(HttpServletRequest request, String page) {
        request.setAttribute(PAGE, page);
        return new RefusedException(new AccessRefusal.StepUpNeeded());
    }

    /** The page to go on to when the second factor was given. */
    public static String page(HttpServletRequest request) {
        return request.getAttribute(PAGE) instanceof String page ? page : request.getRequestURI();
    }
}
