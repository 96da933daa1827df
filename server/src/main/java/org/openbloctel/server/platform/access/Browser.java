package org.openbloctel.server.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The browser at the other end of a request: where it is, its session, its cookies. Handlers may take one as a parameter. */
public record Browser(HttpServletRequest request, HttpServletResponse response) {
    /** The address it comes from. */
    public String address() {
        return request.getRemoteAddr();
    }

    /** The id of its session; begins one if it has none. */
    public String session() {
        return request.getSession().getId();
    }
}
