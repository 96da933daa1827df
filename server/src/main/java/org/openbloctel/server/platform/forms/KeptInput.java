package org.openbloctel.server.platform.forms;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.OwnCookies;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.core.ResolvableType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DataBinder;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The input of forms whose session was over when they were sent. It is kept in this server's memory for half an hour at most,
 * under a random name that only the browser knows, by a cookie. Passwords, codes and files are never kept. The first signed-in
 * request for the form's page shows the input in the form again, once; only its button sends it. Thread-safe.
 */
@Component
final class KeptInput implements HandlerInterceptor {
    private static final String COOKIE = "openbloctel_input";
    private static final Duration KEPT = Duration.ofMinutes(30);
    /** 500 forms of 20,000 characters are 20 MB, for all senders together. */
    private static final int MAX_FORMS = 500;

    private static final int MAX_CHARACTERS = 20_000;
    private static final int TOKEN_BYTES = 16;
    /** What proves an identity, and what confirms an act: it is asked for again. */
    private static final Pattern NEVER =
            Pattern.compile("(?i).*(password|code|secret|token|jeton|csrf).*|old|permit|answer|sure");

    private final InstantSource clock;
    private final OwnCookies cookies;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Input> inputs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Input> eldest) {
            return size() > MAX_FORMS;
        }
    };

    KeptInput(InstantSource clock, OwnCookies cookies) {
        this.clock = clock;
        this.cookies = cookies;
    }

    private record Input(String page, Map<String, List<String>> fields, Instant until) {}

    /**
     * Keeps the fields of a form.
     *
     * @param page where the form will be shown again
     * @return false when nothing of it can be kept
     */
    boolean keep(HttpServletRequest request, HttpServletResponse response, String page) {
        Map<String, List<String>> fields = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!NEVER.matcher(name).matches()) {
                fields.put(name, List.of(values));
            }
        });
        long characters = fields.values().stream()
                .flatMap(List::stream)
                .mapToLong(String::length)
                .sum();
        if (characters == 0 || characters > MAX_CHARACTERS) {
            return false;
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        synchronized (inputs) {
            inputs.values().removeIf(input -> input.until().isBefore(now));
            inputs.put(token, new Input(page, fields, now.plus(KEPT)));
        }
        cookies.set(COOKIE, token, KEPT, request, response);
        return true;
    }

    /** Puts kept input into the form of the page that is about to be shown; follows the page where it leads on. */
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        Cookie cookie = cookies.get(COOKIE, request);
        if (cookie == null || answer == null || !request.getMethod().equals("GET") || !isSignedIn()) {
            return;
        }
        Input input = taken(cookie.getValue(), request.getRequestURI());
        if (input == null) {
            return;
        }
        String view = answer.getViewName();
        if (view != null && view.startsWith("redirect:")) {
            synchronized (inputs) {
                inputs.put(
                        cookie.getValue(),
                        new Input(view.substring("redirect:".length()), input.fields(), input.until()));
            }
            return;
        }
        cookies.set(COOKIE, "", Duration.ZERO, request, response);
        Map<String, KeptForm> forms = forms(answer);
        forms.forEach((name, form) -> {
            Object filled = filled(name, form, input.fields());
            answer.addObject(name, filled);
            answer.addObject(BindingResult.MODEL_KEY_PREFIX + name, new BeanPropertyBindingResult(filled, name));
        });
        if (!forms.isEmpty()) {
            answer.addObject("restored", true);
        }
    }

    private static Map<String, KeptForm> forms(ModelAndView answer) {
        Map<String, KeptForm> forms = new TreeMap<>();
        answer.getModel().forEach((name, value) -> {
            if (value instanceof KeptForm form) {
                forms.put(name, form);
            }
        });
        return forms;
    }

    private @Nullable Input taken(String token, String page) {
        synchronized (inputs) {
            Input input = inputs.get(token);
            if (input == null || !input.page().equals(page)) {
                return null;
            }
            inputs.remove(token);
            return input.until().isBefore(clock.instant()) ? null : input;
        }
    }

    /** The form with the fields that were kept instead of its own. */
    private static Object filled(String name, Object form, Map<String, List<String>> fields) {
        BeanWrapper shown = new BeanWrapperImpl(form);
        WebDataBinder binder = new WebDataBinder(null, name);
        binder.setTargetType(ResolvableType.forClass(form.getClass()));
        binder.construct(new DataBinder.ValueResolver() {
            @Override
            public @Nullable Object resolveValue(String field, Class<?> type) {
                List<String> typed = fields.get(field);
                if (typed != null) {
                    return typed.toArray(String[]::new);
                }
                boolean unticked = fields.containsKey(WebDataBinder.DEFAULT_FIELD_MARKER_PREFIX + field);
                return unticked ? binder.getEmptyValue(type) : shown.getPropertyValue(field);
            }

            @Override
            public Set<String> getNames() {
                return fields.keySet();
            }
        });
        return binder.getTarget() == null ? form : binder.getTarget();
    }

    private static boolean isSignedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn;
    }

    /** Asks it after every controller. */
    @Component
    record Wiring(KeptInput kept) implements WebMvcConfigurer {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(kept);
        }
    }
}
