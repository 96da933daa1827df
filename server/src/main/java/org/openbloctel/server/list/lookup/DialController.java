package org.openbloctel.server.list.lookup;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.openbloctel.registry.platform.database.Lane;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ApiRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** May this call be made now? For a dialer, on the port of the portal. */
@RestController
record DialController(Dials dials) {
    @Access(key = "verdicts", bound = true)
    @PostMapping(
            path = Dials.PATH,
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_FORM_URLENCODED_VALUE})
    ResponseEntity<byte[]> dial(SignedIn.Key key, HttpServletRequest request, Locale locale) throws IOException {
        Checks.refuseQuery(request.getQueryString() != null);
        // Read here, not by the container: it would mix the fields of a form with those of an address.
        byte[] asked = ApiRequest.body(request, Dials.MAX_BYTES);
        boolean form = MediaType.APPLICATION_FORM_URLENCODED.includes(MediaType.valueOf(request.getContentType()));
        boolean plain = Dials.isPlain(request.getHeader("Accept"));
        Lane before = Lane.CHECKS.take();
        try {
            return ResponseEntity.ok()
                    .header("Cache-Control", "no-store")
                    .contentType(Dials.type(plain))
                    .body(dials.answer(key, asked, form, plain, locale));
        } finally {
            before.take();
        }
    }
}
