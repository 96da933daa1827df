package org.openbloctel.server.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.registry.platform.session.Sessions;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/**
 * Opens and ends sessions. A feature's controller calls it once it knows who the visitor is. The session gets a new id and forms
 * a new token each time, so that neither can be planted beforehand. Thread-safe.
 */
@Component
public final class SignIn {
    /** The attribute of a session with the moment at which the second factor was given again (StepUp). */
    static final String PROVED = "org.openbloctel.server.web.SignIn.proved"; // in stored sessions

    private static final String SINCE = "org.openbloctel.server.web.SignIn.since"; // in stored sessions
    private static final String NETWORK = "org.openbloctel.server.web.SignIn.network"; // in stored sessions
    private static final String DEVICE = "org.openbloctel.server.web.SignIn.device"; // in stored sessions

    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository tokens;
    private final RequestCache asked;
    private final InstantSource clock;
    private final SecurityNotes traces;

    SignIn(
            SecurityContextRepository contexts,
            CsrfTokenRepository tokens,
            RequestCache asked,
            InstantSource clock,
            SecurityNotes traces) {
        this.contexts = contexts;
        this.tokens = tokens;
        this.asked = asked;
        this.clock = clock;
        this.traces = traces;
    }

    /**
     * This browser is now them; also for the same person with their second factor given.
     *
     * @return the path to go on to: the page that was asked for before the sign-in, else the first page of their space
     */
    public String open(SignedIn who, Browser browser) {
        HttpServletRequest request = browser.request();
        HttpServletResponse response = browser.response();
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(SINCE, clock.instant());
        session.setAttribute(NETWORK, SecurityNotes.network(request));
        session.setAttribute(DEVICE, SecurityNotes.device(request));
        session.removeAttribute(PROVED);
        tokens.saveToken(null, request, response);
        SecurityContext context = context(who);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        traces.note(isWhollyIn(who) ? Kind.SIGNED_IN : Kind.PASSWORD_GIVEN, who.actor(), request);
        return goOn(who, browser);
    }

    /** A person as Spring Security carries them. */
    public static SecurityContext context(SignedIn who) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedInAuthentication(who));
        return context;
    }

    /**
     * How a session began; null before the sign-in.
     *
     * @param attributes those of the session, by name
     */
    public static Sessions.@Nullable Start start(Function<String, @Nullable Object> attributes) {
        return attributes.apply(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() instanceof SignedInAuthentication known
                        && attributes.apply(SINCE) instanceof Instant since
                ? new Sessions.Start(
                        known.getPrincipal().actor(),
                        isWhollyIn(known.getPrincipal()),
                        since,
                        String.valueOf(attributes.apply(NETWORK)),
                        String.valueOf(attributes.apply(DEVICE)))
                : null;
    }

    /** When the session of this browser was opened. */
    public Instant since(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(SINCE) instanceof Instant since ? since : Instant.EPOCH;
    }

    /** Signs this browser out. */
    public void end(Browser browser) {
        HttpSession session = browser.request().getSession(false);
        if (session != null) {
            session.invalidate();
        }
        tokens.saveToken(null, browser.request(), browser.response());
        SecurityContextHolder.clearContext();
    }

    /** The path to go on to: the page that was asked for before, else the first page of their space. */
    public String goOn(SignedIn who, Browser browser) {
        HttpServletRequest request = browser.request();
        HttpServletResponse response = browser.response();
        Space home = Space.of(who).orElseThrow(() -> new IllegalArgumentException("a key has no session"));
        SavedRequest before = asked.getRequest(request, response);
        boolean theirs = before != null
                && Space.of(before.getRedirectUrl()).filter(home::equals).isPresent();
        if (before != null && isWhollyIn(who)) {
            asked.removeRequest(request, response);
        }
        if (before != null && theirs) {
            return before.getRedirectUrl();
        }
        return home.root();
    }

    private static boolean isWhollyIn(SignedIn who) {
        return switch (who) {
            case SignedIn.Consumer consumer -> true;
            case SignedIn.Member member -> member.secondFactor();
            case SignedIn.Staff staff -> staff.secondFactor();
            case SignedIn.Inspector inspector -> inspector.secondFactor();
            case SignedIn.Key key -> true;
        };
    }

    /** A {@link SignedIn} as Spring Security carries it. Roles are no authorities here: the {@link AccessTable} asks the principal. */
    static final class SignedInAuthentication extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1;

        private final SignedIn who;

        SignedInAuthentication(SignedIn who) {
            super(List.of());
            this.who = who;
            super.setAuthenticated(true);
        }

        @Override
        public SignedIn getPrincipal() {
            return who;
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        @Override
        public String getName() {
            return who.actor();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SignedInAuthentication authentication && authentication.who.equals(who);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(who);
        }
    }
}
