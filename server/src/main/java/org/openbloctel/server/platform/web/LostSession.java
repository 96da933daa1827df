package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.server.platform.access.AccessTable;
import org.openbloctel.server.platform.access.AskedPage;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.access.StepUp;
import org.openbloctel.server.platform.forms.InterruptedForm;
import org.openbloctel.server.platform.programs.RefusalStatus;
import org.openbloctel.server.platform.web.RefusalAnswers.SignInOffer;
import org.springframework.stereotype.Component;

/**
 * The answer to a form whose session was over when it was sent: nothing was done, the sign-in is offered, and behind it the form
 * again with what was typed ({@link InterruptedForm}). The form's token was right, so this browser sent it from a page of ours.
 * Thread-safe.
 */
@Component
public final class LostSession {
    private final InterruptedForm forms;
    private final AskedPage asked;
    private final AccessTable access;

    LostSession(InterruptedForm forms, AskedPage asked, AccessTable access) {
        this.forms = forms;
        this.asked = asked;
        this.access = access;
    }

    /**
     * Answers a form of a space whose session has just been ended.
     *
     * @return false when the request is no such form: nothing was done
     */
    public boolean turnAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Refusal needed = new AccessRefusal.SignInNeeded();
        boolean asksForIt = access.refusal(request.getMethod(), request.getRequestURI(), null)
                .filter(needed::equals)
                .isPresent();
        return asksForIt && turnAway(request, response, needed);
    }

    /** The same for a form that was refused for want of a sign-in. */
    boolean turnAway(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        Optional<Space> space = Space.of(request.getRequestURI());
        Optional<String> signIn = refusal instanceof AccessRefusal.SignInNeeded
                ? space.flatMap(one -> one.wayIn(refusal))
                : Optional.empty();
        if (!request.getMethod().equals("POST") || RefusalAnswers.wantsJson(request) || signIn.isEmpty()) {
            return false;
        }
        String input = forms.keep(request, response, space.orElseThrow());
        new SignInOffer(signIn.get(), input).attachTo(request);
        RefusalStatus.send(request, response, refusal);
        return true;
    }

    /**
     * Leads a browser to the page that asks for the second factor again. A page that was to be opened is opened afterwards; a form is filled
     * in again.
     *
     * @return false when it was not refused for that: nothing was done
     */
    boolean askSecondFactor(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        Optional<Space> space = Space.of(request.getRequestURI());
        if (!(refusal instanceof AccessRefusal.StepUpNeeded) || space.isEmpty()) {
            return false;
        }
        if (request.getMethod().equals("POST")) {
            forms.keep(request, response, space.get());
        } else {
            asked.keep(request, response, StepUp.page(request));
        }
        response.sendRedirect(space.get().stepUp());
        return true;
    }
}
