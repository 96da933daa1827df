package org.openbloctel.server.platform.programs;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out whose key came with a request. An unknown key identifies no company: the access table answers. What cannot be
 * answered or found out for now is refused here.
 */
public final class KeyFilter extends OncePerRequestFilter {
    private final KnownKeys keys;
    private final Faults faults;
    private final SecurityNotes traces;

    public KeyFilter(KnownKeys keys, Faults faults, SecurityNotes traces) {
        this.keys = keys;
        this.faults = faults;
        this.traces = traces;
    }

    @Override
    @SuppressWarnings("IllegalCatch") // every exception becomes an answer; unforeseen faults are logged there
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            keys.requireAnswerable(request.getMethod(), request.getRequestURI());
            List<String> written = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
            if (written.size() > 1) {
                throw new RefusedException(new RequestRefusal.FieldTwice(HttpHeaders.AUTHORIZATION));
            }
            String token = KnownKeys.token(written.isEmpty() ? null : written.getFirst());
            if (token != null) {
                KnownKeys.Found found = keys.find(token, request.getRemoteAddr());
                if (found.tooMany() != null) {
                    found.tooMany().writeTo(response);
                    throw new RefusedException(
                            new RequestRefusal.TooManyRequests(found.tooMany().retryAfter()));
                }
                SignedIn.Key key = found.key();
                if (key == null) {
                    traces.unknownKey(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
                } else {
                    SecurityContextHolder.setContext(SignIn.context(key));
                    traces.used(key, request);
                }
            }
        } catch (RuntimeException e) {
            RefusalStatus.send(request, response, faults.refusal(e));
            return;
        }
        chain.doFilter(request, response);
    }
}
