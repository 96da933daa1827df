package org.openbloctel.server.platform.forms;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.ServletRequestDataBinder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * What handlers take as parameters beyond what Spring knows: who is {@link SignedIn}, null when they are no such reader; a
 * {@link SentForm}; the {@link NextPage}; the {@link Browser}; and the instant at which the request is answered, on the server's clock.
 * Thread-safe.
 */
@Component
record HandlerArguments(FormRefusals refusals, MessageSource texts, InstantSource clock)
        implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == SentForm.class
                || type == NextPage.class
                || type == Browser.class
                || type == Instant.class
                || SignedIn.class.isAssignableFrom(type);
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer page,
            NativeWebRequest asked,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        Class<?> type = parameter.getParameterType();
        HttpServletRequest request = Objects.requireNonNull(asked.getNativeRequest(HttpServletRequest.class));
        if (type == Browser.class) {
            return new Browser(request, Objects.requireNonNull(asked.getNativeResponse(HttpServletResponse.class)));
        }
        if (type == Instant.class) {
            return clock.instant();
        }
        if (SignedIn.class.isAssignableFrom(type)) {
            Authentication known = SecurityContextHolder.getContext().getAuthentication();
            return known != null && type.isInstance(known.getPrincipal()) ? known.getPrincipal() : null;
        }
        if (type == NextPage.class) {
            return new NextPage(RequestContextUtils.getOutputFlashMap(request), texts);
        }
        return sent(parameter, Objects.requireNonNull(page), asked, request, Objects.requireNonNull(binders));
    }

    /** As Spring does it for a {@code @ModelAttribute} that a {@code BindingResult} follows. */
    private SentForm<?> sent(
            MethodParameter parameter,
            ModelAndViewContainer page,
            NativeWebRequest asked,
            HttpServletRequest request,
            WebDataBinderFactory binders)
            throws Exception {
        SentForm.Named named = parameter.getParameterAnnotation(SentForm.Named.class);
        ResolvableType type = ResolvableType.forMethodParameter(parameter).getGeneric(0);
        ServletRequestDataBinder binder = (ServletRequestDataBinder)
                binders.createBinder(asked, null, named == null ? "form" : named.value(), type);
        binder.construct(request);
        Object form = Objects.requireNonNull(binder.getTarget());
        BindingResult errors = errors(binder, form);
        page.addAllAttributes(errors.getModel());
        return new SentForm<>(form, errors, (Model) page.getModel(), refusals);
    }

    /** Errors that Spring finds before it has made the form are those of no form, and take none about another field. */
    private static BindingResult errors(ServletRequestDataBinder binder, Object form) {
        BindingResult found = binder.getBindingResult();
        if (!found.hasErrors()) {
            return found;
        }
        BeanPropertyBindingResult errors = new BeanPropertyBindingResult(form, binder.getObjectName());
        ConversionService conversion = binder.getConversionService();
        if (conversion != null) {
            errors.initConversion(conversion);
        }
        errors.addAllErrors(found);
        return errors;
    }
}
