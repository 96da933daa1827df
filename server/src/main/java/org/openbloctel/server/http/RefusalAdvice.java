package org.openbloctel.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers for whatever a controller throws. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalAdvice {
    private final RefusalAnswers answers;
    private final Faults faults;

    RefusalAdvice(RefusalAnswers answers, Faults faults) {
        this.answers = answers;
        this.faults = faults;
    }

    @ExceptionHandler
    @Nullable
    Object answer(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (thrown instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            // Nobody listens any more.
            return null;
        }
        return answers.render(request, response, request.getRequestURI(), faults.refusal(thrown));
    }
}
