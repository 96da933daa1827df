package org.openbloctel.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.web.SignedIn;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Are these numbers on the list? Takes up to 10,000, answers each by one revision. */
@RestController
final class ChecksController {
    private final Checks checks;

    ChecksController(Checks checks) {
        this.checks = checks;
    }

    @PostMapping(path = Checks.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> check(@AuthenticationPrincipal SignedIn.Key key, HttpServletRequest request)
            throws IOException {
        Checks.refuseQuery(request.getQueryString() != null);
        if (request.getContentLengthLong() > Checks.MOST_BYTES) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        byte[] body = request.getInputStream().readNBytes(Checks.MOST_BYTES + 1);
        if (body.length > Checks.MOST_BYTES) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(checks.answer(key, body, body.length));
    }
}
