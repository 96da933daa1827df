package org.openbloctel.server.service.site;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.io.IOException;
import java.time.Duration;
import org.openbloctel.server.platform.access.Access;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the API, kept by hand and tested against the running server. Open to everybody. */
@RestController
final class OpenApi {
    private static final Duration KEPT = Duration.ofHours(1);

    private final byte[] text;

    OpenApi() throws IOException {
        text = new ClassPathResource("openapi.json").getContentAsByteArray();
    }

    @Access(ANYONE)
    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> description() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .body(text);
    }
}
