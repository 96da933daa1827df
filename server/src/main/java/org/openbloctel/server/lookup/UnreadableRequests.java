package org.openbloctel.server.lookup;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.web.ProgramDoor;

/** Answers what Jetty refuses as no proper HTTP with a problem as all others. The connection ends with it. Thread-safe. */
final class UnreadableRequests implements Request.Handler {
    private final ProgramDoor door;

    UnreadableRequests(ProgramDoor door) {
        this.door = door;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean tooLarge = request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer status
                && (status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 || status == HttpStatus.URI_TOO_LONG_414);
        Refusal refusal = tooLarge ? new RequestRefusal.TooLarge() : new RequestRefusal.Unreadable();
        ProgramDoor.Problem problem = door.problem(
                new RefusedException(refusal), "", request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        new LookupAnswer(request, response, callback).refuse(null, problem);
        return true;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
