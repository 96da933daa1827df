package org.openbloctel.server.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a program that is still sending get to its refusal: the answer goes out at once, then the rest of the body is read and dropped,
 * within bounds. Without it the container closes the connection over what was not read, and the sender sees a connection that was cut
 * in place of an answer. A client without a key cannot make the server read on. Stateless.
 */
final class UnreadBodyFilter extends OncePerRequestFilter {
    private static final long MAX_BYTES = 256L << 20;
    private static final Duration MAX_TIME = Duration.ofMinutes(1);
    private static final int BUFFER = 1 << 16;
    private static final int FIRST_REFUSAL = 400;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.getStatus() >= FIRST_REFUSAL && !request.isAsyncStarted() && hasKey()) {
            try {
                response.flushBuffer();
                drop(request.getInputStream());
            } catch (IOException e) {
                // The client has gone.
            }
        }
    }

    private static boolean hasKey() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn.Key;
    }

    private static void drop(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long end = System.nanoTime() + MAX_TIME.toNanos();
        long dropped = 0;
        for (int n = 0; n >= 0 && dropped < MAX_BYTES && System.nanoTime() < end; dropped += n) {
            n = body.read(buffer);
        }
    }
}
