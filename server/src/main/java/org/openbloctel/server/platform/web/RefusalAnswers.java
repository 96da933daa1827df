package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.server.platform.access.AccessTable;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.programs.ProblemFields;
import org.openbloctel.server.platform.programs.RefusalStatus;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Renders a refusal for the client: a program gets a problem (RFC 9457), a browser a page, both in the reader's language.
 * Thread-safe.
 */
@Component
record RefusalAnswers(RefusalProse prose, Languages languages, AccessTable access) {
    /** After so many seconds a client may ask again when the fault is ours. */
    private static final long OURS_RETRY_AFTER = 30;

    /** What a controller returns. */
    Object render(HttpServletRequest request, HttpServletResponse response, String path, Refusal refusal) {
        HttpStatusCode status = RefusalStatus.of(refusal);
        retryAfter(refusal, status)
                .ifPresent(seconds -> response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        if (refusal instanceof AccessRefusal.SignInNeeded && Space.isOfPrograms(path)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal instanceof RequestRefusal.WrongMethod) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", access.methods(path)));
        }
        Locale locale = languages.resolveLocale(request);
        return Space.isOfPrograms(path) || prefersJson(request)
                ? ResponseEntity.status(status)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
                        .cacheControl(CacheControl.noStore())
                        .body(ProblemFields.of(refusal, path, prose, locale))
                : page(request, path, refusal, status);
    }

    static boolean wantsJson(HttpServletRequest request) {
        return Space.isOfPrograms(request.getRequestURI()) || prefersJson(request);
    }

    /** In the language of the rest of the page, which the port for operations chooses by other rules. */
    private ModelAndView page(HttpServletRequest request, String path, Refusal refusal, HttpStatusCode status) {
        Locale locale = RequestContextUtils.getLocale(request);
        ModelAndView page = new ModelAndView("error/refusal", status);
        page.addObject("code", refusal.code());
        page.addObject("heading", prose.title(refusal, locale));
        page.addObject("detail", prose.detail(refusal, locale));
        page.addObject("cure", prose.cure(refusal, locale));
        page.addObject("notAllowed", refusal instanceof AccessRefusal.NotAllowed);
        page.addObject("offer", SignInOffer.of(request));
        page.addObject("asked", Space.of(path).orElse(null));
        return page;
    }

    private static OptionalLong retryAfter(Refusal refusal, HttpStatusCode status) {
        if (refusal instanceof RequestRefusal.TooManyRequests tooMany) {
            return OptionalLong.of(tooMany.seconds());
        }
        if (refusal instanceof SubmissionRefusal.StillBeingReceived still) {
            return OptionalLong.of(still.seconds());
        }
        return status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)
                        || status.isSameCodeAs(HttpStatus.INSUFFICIENT_STORAGE)
                ? OptionalLong.of(OURS_RETRY_AFTER)
                : OptionalLong.empty();
    }

    /** A script of ours on a page asks for JSON by name; a browser that opens a page never does. */
    private static boolean prefersJson(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    /**
     * The sign-in that the page of a refusal offers, to go on with a form whose session was over.
     *
     * @param signIn where the reader signs in
     * @param input {@code typed}, {@code file} or {@code nothing}: what becomes of what they sent
     */
    record SignInOffer(String signIn, String input) {
        private static final String ATTRIBUTE = SignInOffer.class.getName();

        /** The offer on this request, if there is one. */
        static @Nullable SignInOffer of(HttpServletRequest request) {
            return request.getAttribute(ATTRIBUTE) instanceof SignInOffer offer ? offer : null;
        }

        void attachTo(HttpServletRequest request) {
            request.setAttribute(ATTRIBUTE, this);
        }
    }
}
