package org.openbloctel.server.platform.access;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A line of the {@link AccessTable}.
 *
 * @param method of HTTP; HEAD goes with GET
 * @param pattern the route, as its handler writes it
 * @param rule who may call it
 */
record AccessLine(String method, PathPattern pattern, AccessRule rule) {
    AccessLine(String method, String pattern, AccessRule rule) {
        this(method, PathPatternParser.defaultInstance.parse(pattern), rule);
    }
}
