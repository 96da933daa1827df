package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.programs.Faults;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers for any exception of a controller. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
record RefusalAdvice(RefusalAnswers answers, Faults faults, LostSession lost) {
    @ExceptionHandler
    @Nullable
    Object answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (thrown instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            // The client has gone.
            return null;
        }
        Refusal refusal = !RefusalAnswers.wantsJson(request) && isOfTheAddress(thrown)
                ? new RequestRefusal.NotFound()
                : faults.refusal(thrown);
        if (!RefusalAnswers.wantsJson(request) && lost.askSecondFactor(request, response, refusal)) {
            return null;
        }
        return answers.render(request, response, request.getRequestURI(), refusal);
    }

    /** Whether a part of the address is no id at all: then there is nothing there, as for an id that nothing has. */
    private static boolean isOfTheAddress(Exception thrown) {
        return thrown instanceof MethodArgumentTypeMismatchException mismatch
                && mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
    }
}
