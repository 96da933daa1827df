package org.openbloctel.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The answer to a form whose session was over when it was sent: nothing was done, the sign-in is offered, and behind it the form
 * again with what was typed ({@link KeptInput}). The form's token was right, so this browser sent it from a page of ours.
 * Thread-safe.
 */
@Component
public final class LostSession {
    private final RefusalAnswers answers;
    private final KeptInput kept;
    private final AskedPage asked;
    private final AccessTable access;

    LostSession(RefusalAnswers answers, KeptInput kept, AskedPage asked, AccessTable access) {
        this.answers = answers;
        this.kept = kept;
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
        if (!request.getMethod().equals("POST") || answers.wantsJson(request) || signIn.isEmpty()) {
            return false;
        }
        String page = page(request, space.orElseThrow());
        asked.keep(request, response, page);
        String input;
        if (String.valueOf(request.getContentType()).startsWith("multipart/")) {
            FileForm.drain(request);
            input = "file";
        } else {
            input = kept.keep(request, response, page) ? "typed" : "nothing";
        }
        new SignInOffer(signIn.get(), input).attachTo(request);
        answers.send(request, response, refusal);
        return true;
    }

    /** Where the form stands: at its own address, or else on the page that sent it. */
    private String page(HttpServletRequest request, Space space) {
        return Optional.of(request.getRequestURI())
                .filter(this::isPage)
                .or(() -> referer(request)
                        .filter(this::isPage)
                        .filter(path -> Space.of(path).filter(space::equals).isPresent()))
                .orElse(space.root());
    }

    private boolean isPage(String path) {
        return access.methods(path).contains("GET");
    }

    private static Optional<String> referer(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
                    .map(URI::create)
                    .map(URI::getRawPath);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
