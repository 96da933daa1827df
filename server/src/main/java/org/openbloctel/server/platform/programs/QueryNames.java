package org.openbloctel.server.platform.programs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rules for all addresses of the API: a program that has something changed accepts JSON, and a query has no name that the description does
 * not give it. What is not read might change the
 * answer: a misspelt {@code campaign} would be a question about the list alone, a misspelt {@code state} a list of everything.
 * Thread-safe.
 */
@Component
public final class QueryNames implements HandlerInterceptor, WebMvcConfigurer {
    private static final String NONE = "—";

    private final Map<String, List<String>> ownNames;
    private final List<String> refusing;

    QueryNames(List<OwnQueries> own) {
        ownNames = own.stream()
                .flatMap(one -> one.names().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        refusing = own.stream().flatMap(one -> one.refusing().stream()).toList();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**").excludePathPatterns(refusing);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod method) {
            List<String> known = known(request, method);
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = ApiRequest.decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (!name.isEmpty()) {
                    requireKnown(name, known);
                }
            }
        }
        requireJson(request);
        return true;
    }

    /** Nothing is changed for a program that could not read the answer. Pieces of uploads have answers without content. */
    private static void requireJson(HttpServletRequest request) {
        String accept = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        boolean changes =
                request.getMethod().equals("POST") || request.getMethod().equals("PUT");
        if (changes
                && !accept.isEmpty()
                && !request.getRequestURI().startsWith("/api/v1/uploads")
                && AcceptHeader.quality(accept, MediaType.APPLICATION_JSON) == 0) {
            throw new RefusedException(new RequestRefusal.NotAcceptable());
        }
    }

    private List<String> known(HttpServletRequest request, HandlerMethod method) {
        String route = request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        List<String> own = ownNames.get(route);
        return own != null
                ? own
                : Arrays.stream(method.getMethodParameters())
                        .map(QueryNames::name)
                        .filter(name -> !name.isEmpty())
                        .sorted()
                        .toList();
    }

    private static String name(MethodParameter parameter) {
        RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
        return asked == null ? "" : asked.name();
    }

    /** Throws a refusal when a name is not among those that are known, in alphabetical order. */
    public static void requireKnown(String name, List<String> known) {
        if (!known.contains(name)) {
            String names = known.isEmpty() ? NONE : String.join(", ", known);
            throw new RefusedException(new RequestRefusal.UnknownField(JsonBody.shown(name), names));
        }
    }

    /**
     * The routes of a feature whose handlers read the query themselves, so that their parameters do not show the known names. The feature
     * offers it as a bean.
     *
     * @param names the known names, in alphabetical order, by method and pattern of the address
     * @param refusing paths that refuse any query, without repeating its names: they might hold a number
     */
    public record OwnQueries(Map<String, List<String>> names, List<String> refusing) {}
}
