package org.openbloctel.server.platform.web;

import static org.openbloctel.server.platform.access.Access.Caller.NONE;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.programs.Faults;
import org.openbloctel.server.platform.programs.RefusalStatus;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers for what was refused before any controller: by a filter, by the firewall, by the container itself. */
@Controller
record ErrorPages(RefusalAnswers answers, Faults faults) implements ErrorController {
    @Access(NONE)
    @RequestMapping("/error")
    Object answer(HttpServletRequest request, HttpServletResponse response) {
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return answers.render(request, response, path, refusal(request));
    }

    private Refusal refusal(HttpServletRequest request) {
        Refusal sent = RefusalStatus.sent(request);
        if (sent != null) {
            return sent;
        }
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof IOException) {
            // What controllers throw was answered already: this is the container, which lost the sender while it read.
            return new SubmissionRefusal.CutOff();
        }
        if (thrown instanceof Throwable fault) {
            return faults.refusal(fault);
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? Faults.ofStatus(status)
                : new RequestRefusal.NotFound();
    }
}
