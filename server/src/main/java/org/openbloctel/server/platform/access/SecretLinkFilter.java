package org.openbloctel.server.platform.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Shows a page behind a {@linkplain SecretLinks lasting link} with the secret that the session holds for it, and sends others to the form that
 * brings it. A link of the release before has its secret in the query: it moves out of the address at once. Thread-safe.
 */
public final class SecretLinkFilter extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return !reads || !SecretLinks.isBehind(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        String query = request.getParameter(SecretLinks.NAME);
        Optional<String> former = Optional.ofNullable(query).flatMap(SecretLinks::secret);
        String held = SecretLinks.take(request, path);
        if (former.isPresent()) {
            response.sendRedirect(SecretLinks.open(request, path, former.get()));
        } else if (held != null) {
            chain.doFilter(new WithSecret(request, held), response);
        } else {
            response.sendRedirect(SecretLinks.OPEN + "?vers=" + path);
        }
    }

    /** The request as the link of the release before made it. */
    private static final class WithSecret extends HttpServletRequestWrapper {
        private final String secret;

        WithSecret(HttpServletRequest request, String secret) {
            super(request);
            this.secret = secret;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return name.equals(SecretLinks.NAME) ? secret : super.getParameter(name);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return name.equals(SecretLinks.NAME) ? new String[] {secret} : super.getParameterValues(name);
        }
    }
}
