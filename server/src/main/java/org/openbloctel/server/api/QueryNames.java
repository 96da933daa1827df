package org.openbloctel.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * One rule for all addresses of the API: their query has no name that the description does not give them. What is not read might change the
 * answer: a misspelt {@code campaign} would be a question about the list alone, a misspelt {@code state} a list of everything.
 * Stateless.
 */
@Component
final class QueryNames implements HandlerInterceptor, WebMvcConfigurer {
    /** Where the method reads the query by itself, in alphabetical order. */
    private static final Map<String, List<String>> READ_BY_HAND = Map.of(
            "POST " + SubmissionApi.ROOT, SubmissionRequest.SUBMISSION,
            "POST " + SubmissionApi.ROOT + "/{id}/corrections", SubmissionRequest.LAYOUT,
            "POST " + UploadApi.ROOT, SubmissionRequest.SUBMISSION);

    /** Where a query is refused whatever it holds, on both ports: it might hold a number. */
    private static final Set<String> WITHOUT_QUERY = Set.of(Checks.PATH, Dials.PATH);

    private static final String NONE = "—";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**").excludePathPatterns(List.copyOf(WITHOUT_QUERY));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod method) {
            List<String> known = known(request, method);
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = SubmissionRequest.decoded(equals < 0 ? pair : pair.substring(0, equals));
                if (!name.isEmpty()) {
                    requireKnown(name, known);
                }
            }
        }
        return true;
    }

    private static List<String> known(HttpServletRequest request, HandlerMethod method) {
        String route = request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        List<String> byHand = READ_BY_HAND.get(route);
        return byHand != null
                ? byHand
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
    static void requireKnown(String name, List<String> known) {
        if (!known.contains(name)) {
            String names = known.isEmpty() ? NONE : String.join(", ", known);
            throw new RefusedException(new RequestRefusal.UnknownField(JsonBody.shown(name), names));
        }
    }
}
