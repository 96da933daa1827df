package org.openbloctel.server.platform.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may go where: one line a route, as its handler states it with {@link Access}. The most specific pattern decides; an address
 * without a line is not found. Filled once, before the server listens, from all handlers; until then it denies everything.
 * Thread-safe.
 */
@Component
public final class AccessTable implements SmartInitializingSingleton {
    /** Routes that no handler method serves: our own files, and what the management port answers. */
    private static final List<Line> WITHOUT_HANDLER = List.of(
            new Line("GET", "/assets/**", AccessRule.ANYONE), new Line("GET", "/actuator/**", AccessRule.ANYONE));

    private static final String OURS = "org.openbloctel.";

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
    private volatile Lines lines = new Lines(List.of());

    AccessTable(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        lines = new Lines(read(mappings.stream()
                .map(RequestMappingInfoHandlerMapping::getHandlerMethods)
                .toList()));
    }

    /**
     * The lines of all handlers.
     *
     * @throws IllegalStateException naming each handler that does not state who may call it, and each route of two handlers that
     *     state different things
     */
    static List<Line> read(Collection<Map<RequestMappingInfo, HandlerMethod>> handlers) {
        Map<String, Line> read = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        WITHOUT_HANDLER.forEach(line -> read.put(route(line), line));
        for (Map<RequestMappingInfo, HandlerMethod> mapped : handlers) {
            mapped.forEach((info, handler) -> {
                try {
                    lines(info, handler).forEach(line -> {
                        Line other = read.putIfAbsent(route(line), line);
                        if (other != null && !other.rule().equals(line.rule())) {
                            throw new IllegalArgumentException(
                                    "another handler of " + route(line) + " states " + other.rule());
                        }
                    });
                } catch (IllegalArgumentException e) {
                    faults.add(handler.getShortLogMessage() + ": " + e.getMessage());
                }
            });
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Who may call these handlers is not stated by @Access: " + faults);
        }
        return List.copyOf(read.values());
    }

    /** Those of a library, such as Spring's own page of errors, get no line: their addresses are not found. */
    private static Stream<Line> lines(RequestMappingInfo info, HandlerMethod handler) {
        if (!handler.getBeanType().getName().startsWith(OURS)) {
            return Stream.of();
        }
        Access access = handler.getMethodAnnotation(Access.class);
        if (access == null) {
            throw new IllegalArgumentException("it has no @Access");
        }
        Set<RequestMethod> stated = info.getMethodsCondition().getMethods();
        List<String> methods = stated.isEmpty()
                ? List.of("GET")
                : stated.stream().map(RequestMethod::name).toList();
        return info.getPatternValues().stream()
                .map(path -> path.isEmpty() ? "/" : path)
                .flatMap(path -> AccessRule.of(access, path).stream()
                        .flatMap(rule -> methods.stream().map(method -> new Line(method, path, rule))));
    }

    private static String route(Line line) {
        return line.method() + " " + line.pattern().getPatternString();
    }

    /** Whether a link to this page leads this person anywhere: what they would be refused is not offered. */
    public boolean mayOpen(String path, @Nullable SignedIn who) {
        return refusal("GET", path, who).isEmpty();
    }

    /** Why this person may not send this request, or nothing when they may. */
    public Optional<Refusal> refusal(String method, String path, @Nullable SignedIn who) {
        List<Line> covering = lines.covering(path);
        if (covering.isEmpty()) {
            return Optional.of(new RequestRefusal.NotFound());
        }
        return line(covering, method)
                .map(line -> line.rule().refusal(who))
                .orElseGet(() -> Optional.of(new RequestRefusal.WrongMethod()));
    }

    /** Whether a person who may send this request must have given their second factor again just now. */
    public boolean needsStepUp(String method, String path) {
        return line(lines.covering(path), method)
                .filter(line -> line.rule().needsStepUp())
                .isPresent();
    }

    private static Optional<Line> line(List<Line> covering, String method) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return covering.stream().filter(line -> line.method().equals(asked)).findFirst();
    }

    /** The methods that this address has, for all who may use them. */
    public Set<String> methods(String path) {
        Set<String> methods =
                lines.covering(path).stream().map(Line::method).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    /** The lines, the most specific first. */
    List<Line> lines() {
        return lines.all;
    }

    /** The lines in the order in which they decide. */
    private static final class Lines {
        /** The most specific first. */
        private final List<Line> all;
        /** The same for each path that a route names without a variable, so that a look-up of a number does not try all patterns. */
        private final Map<String, List<Line>> byPath;

        Lines(List<Line> lines) {
            all = lines.stream()
                    .sorted(Comparator.comparing(Line::pattern, PathPattern.SPECIFICITY_COMPARATOR))
                    .toList();
            byPath = all.stream()
                    .map(line -> line.pattern().getPatternString())
                    .filter(path -> !path.contains("{") && !path.contains("*"))
                    .distinct()
                    .collect(Collectors.toUnmodifiableMap(path -> path, this::matching));
        }

        List<Line> covering(String path) {
            List<Line> known = byPath.get(path);
            return known == null ? matching(path) : known;
        }

        private List<Line> matching(String path) {
            PathContainer parsed = PathContainer.parsePath(path);
            return all.stream().filter(line -> line.pattern().matches(parsed)).toList();
        }
    }

    /**
     * A line of the table.
     *
     * @param method of HTTP; HEAD goes with GET
     * @param pattern the route, as its handler writes it
     * @param rule who may call it
     */
    record Line(String method, PathPattern pattern, AccessRule rule) {
        Line(String method, String pattern, AccessRule rule) {
            this(method, PathPatternParser.defaultInstance.parse(pattern), rule);
        }
    }
}
