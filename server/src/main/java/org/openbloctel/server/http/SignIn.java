package org.openbloctel.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Opens and ends sessions. A feature's controller calls it once it knows who somebody is. The session gets a new id and forms
 * a new token each time, so that neither can be planted beforehand. Thread-safe.
 */
@Component
public final class SignIn {
    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository tokens;
    private final RequestCache asked;

    SignIn(SecurityContextRepository contexts, CsrfTokenRepository tokens, RequestCache asked) {
        this.contexts = contexts;
        this.tokens = tokens;
        this.asked = asked;
    }

    /**
     * This browser is now them; also for the same person with their second factor given.
     *
     * @return the path to go on to: the page that was asked for before the sign-in, else the first page of their space
     */
    public String open(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        tokens.saveToken(null, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInAuthentication(who));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return goOnTo(who, request, response);
    }

    /** This browser is nobody's any more. */
    public void end(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        tokens.saveToken(null, request, response);
        SecurityContextHolder.clearContext();
    }

    private String goOnTo(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        Space home = Space.of(who).orElseThrow(() -> new IllegalArgumentException("a key has no session"));
        SavedRequest before = asked.getRequest(request, response);
        if (before != null) {
            String path = UriComponentsBuilder.fromUriString(before.getRedirectUrl())
                    .build()
                    .getPath();
            if (path != null && Space.of(path).filter(home::equals).isPresent()) {
                return path;
            }
        }
        return home.root();
    }
}
