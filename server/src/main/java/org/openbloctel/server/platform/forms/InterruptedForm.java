package org.openbloctel.server.platform.forms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.openbloctel.server.platform.access.AccessTable;
import org.openbloctel.server.platform.access.AskedPage;
import org.openbloctel.server.platform.access.Space;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * A form whose sender has to sign in or to prove themselves first. The browser comes back to its page, filled in again by
 * {@link KeptInput}; nothing is done before it is sent once more. Thread-safe.
 */
@Component
public final class InterruptedForm {
    private final KeptInput kept;
    private final AskedPage asked;
    private final AccessTable access;

    InterruptedForm(KeptInput kept, AskedPage asked, AccessTable access) {
        this.kept = kept;
        this.asked = asked;
        this.access = access;
    }

    /**
     * Keeps a form for afterwards.
     *
     * @return {@code typed}, {@code file} or {@code nothing}: whether what was sent is kept, or is a file, which is not
     */
    public String keep(HttpServletRequest request, HttpServletResponse response, Space space) throws IOException {
        String page = page(request, space);
        asked.keep(request, response, page);
        if (String.valueOf(request.getContentType()).startsWith("multipart/")) {
            FileForm.drain(request);
            return "file";
        }
        return kept.keep(request, response, page) ? "typed" : "nothing";
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
