package org.openbloctel.server.web;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A line of the {@link AccessTable}.
 *
 * @param method of HTTP; HEAD goes with GET
 * @param pattern the route, as its controller writes it
 * @param access who may
 */
record AccessLine(String method, PathPattern pattern, Access access) {
    static AccessLine get(String pattern, Access access) {
        return of("GET", pattern, access);
    }

    static AccessLine post(String pattern, Access access) {
        return of("POST", pattern, access);
    }

    static AccessLine put(String pattern, Access access) {
        return of("PUT", pattern, access);
    }

    static AccessLine patch(String pattern, Access access) {
        return of("PATCH", pattern, access);
    }

    static AccessLine options(String pattern, Access access) {
        return of("OPTIONS", pattern, access);
    }

    static AccessLine delete(String pattern, Access access) {
        return of("DELETE", pattern, access);
    }

    private static AccessLine of(String method, String pattern, Access access) {
        return new AccessLine(method, PathPatternParser.defaultInstance.parse(pattern), access);
    }
}
