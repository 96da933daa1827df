package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.programs.Faults;
import org.openbloctel.server.platform.programs.ProblemFields;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the requests that the container refuses before it knows whom they are for: a raw bracket or an encoded slash in the address, two
 * lengths. A program gets a problem, as of any refusal, a browser a page of a few lines; in place of a page of the container's
 * with its name. Thread-safe.
 */
final class ContainerErrors extends ErrorReportValve {
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION = 505;

    private final RefusalProse prose;
    private final Languages languages;
    private final JsonMapper json;

    private ContainerErrors(RefusalProse prose, Languages languages, JsonMapper json) {
        this.prose = prose;
        this.languages = languages;
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        AtomicBoolean open = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
        if (!open.get()) {
            return;
        }
        Refusal refusal = status == NOT_IMPLEMENTED || status == VERSION
                ? new RequestRefusal.Unreadable()
                : Faults.ofStatus(status);
        try {
            answer(request, response, refusal);
        } catch (IOException gone) {
            // The client left.
        }
    }

    private void answer(Request request, Response response, Refusal refusal) throws IOException {
        Locale locale = languages.resolveLocale(request);
        boolean problem = isOfAProgram(request);
        byte[] body = (problem
                        ? problem(request, response.getStatus(), refusal, locale)
                        : BarePage.of(prose, refusal, locale))
                .getBytes(StandardCharsets.UTF_8);
        BarePage.headers(response, locale);
        response.setContentType(
                problem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.finishResponse();
    }

    /** Of an address that could not be read, nothing is known; a browser still says that it wants HTML, if its fields were read. */
    private static boolean isOfAProgram(HttpServletRequest request) {
        String path = request.getRequestURI();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (path == null || path.isEmpty()) {
            return accept == null || !accept.contains("text/html");
        }
        return RefusalAnswers.wantsJson(request);
    }

    private String problem(HttpServletRequest request, int status, Refusal refusal, Locale locale) {
        String path = request.getRequestURI();
        Map<String, Object> fields = ProblemFields.of(refusal, path == null ? "" : path, prose, locale);
        fields.put("status", status);
        return json.writeValueAsString(fields);
    }

    /** Puts it where the container reports errors. */
    @Component
    record Wiring(RefusalProse prose, Languages languages, JsonMapper json)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            // Behind Spring's own valve, and so before it on the way back: an error is reported once.
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ContainerErrors(prose, languages, json)));
        }
    }

    /** A refusal as a page of a few lines, made without templates: for answers that come before them, or must cost nothing. */
    static final class BarePage {
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
}
