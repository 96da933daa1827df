package org.openbloctel.server.list.lookup;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openbloctel.registry.platform.database.Lane;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Are these numbers on the list? Takes up to 10,000, answers each by one revision. */
@RestController
record ChecksController(Checks checks) {
    @Access(key = "checks")
    @PostMapping(path = Checks.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> check(SignedIn.Key key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Checks.refuseQuery(request.getQueryString() != null);
        byte[] body = ApiRequest.body(request, Checks.MAX_BYTES);
        Lane before = Lane.CHECKS.take();
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Cache-Control", "no-store")
                    .body(checks.answer(key, body, body.length));
        } finally {
            checks.writeLeft(key, response::addHeader);
            before.take();
        }
    }
}
