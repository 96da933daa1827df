package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.springframework.stereotype.Component;

/**
 * The second factor, given again: what gives lasting power (keys, webhooks, people, orders) takes more than a session, since a session may
 * be stolen. The sign-in does not count, for the same reason: who watches it has its session. One proof is good for ten minutes of the
 * session in which it was given, until that begins anew. {@link Access#stepUp} states which routes need it, {@link AccessCheck} refuses
 * without it, and this leads the browser to the page that asks, and back, with what was typed. Thread-safe.
 */
@Component
public final class StepUp {
    /** For so long one proof is good. */
    public static final Duration VALID = Duration.ofMinutes(10);

    private static final String PAGE = StepUp.class.getName() + ".page";

    private final InterruptedForm forms;
    private final AskedPage asked;
    private final SignIn signIn;
    private final InstantSource clock;

    StepUp(InterruptedForm forms, AskedPage asked, SignIn signIn, InstantSource clock) {
        this.forms = forms;
        this.asked = asked;
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

    /**
     * Leads a browser to the page that asks for it. A page that was to be opened is opened afterwards; a form is filled in again.
     *
     * @return false when it was not refused for that: nothing was done
     */
    boolean ask(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        Optional<Space> space = Space.of(request.getRequestURI());
        if (!(refusal instanceof AccessRefusal.StepUpNeeded) || space.isEmpty()) {
            return false;
        }
        if (request.getMethod().equals("POST")) {
            forms.keep(request, response, space.get());
        } else {
            asked.keep(
                    request,
                    response,
                    request.getAttribute(PAGE) instanceof String page ? page : request.getRequestURI());
        }
        response.sendRedirect(space.get().stepUp());
        return true;
    }
}
