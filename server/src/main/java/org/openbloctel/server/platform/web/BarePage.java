package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.HtmlUtils;

/** A refusal as a page of a few lines, made without templates: for answers that come before them, or must cost nothing. */
final class BarePage {
    private BarePage() {}

    static String of(RefusalProse prose, Refusal refusal, Locale locale) {
        String title = HtmlUtils.htmlEscape(prose.title(refusal, locale), "UTF-8");
        return "<!DOCTYPE html>\n<html lang=\"" + locale.getLanguage() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
                + title
                + "</title><link rel=\"stylesheet\" href=\"/assets/portal.css\"></head><body><main class=\"frame\"><h1>"
                + title
                + "</h1><p>"
                + HtmlUtils.htmlEscape(prose.detail(refusal, locale), "UTF-8") + "</p><p>"
                + HtmlUtils.htmlEscape(prose.cure(refusal, locale), "UTF-8") + "</p><p><a href=\"/aide/codes\">"
                + refusal.code() + "</a></p></main></body></html>\n";
    }

    /** The security chains have not set them on such an answer. */
    static void headers(HttpServletResponse response, Locale locale) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", SecurityChains.CONTENT_POLICY);
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
    }
}
