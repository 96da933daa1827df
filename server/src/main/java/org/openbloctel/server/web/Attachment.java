package org.openbloctel.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A file that a reader takes along, sent as it is read: too large to be held.
 *
 * @param name what it is called there
 * @param type its media type
 * @param size bytes
 */
public record Attachment(String name, String type, long size) {
    private static final int BUFFER = 1 << 16;

    /** The header that has a browser keep what comes under this name, and not show it. */
    public static String disposition(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /** Says what comes, or would. Nobody on the way keeps a copy. */
    public void announce(HttpServletResponse response) {
        response.setContentType(type);
        response.setContentLengthLong(size);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(name));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Sends it. A reader who goes away is nobody's fault; a file that cannot be read is ours, and is thrown. */
    public void send(InputStream content, HttpServletResponse response) throws IOException {
        announce(response);
        OutputStream out = response.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            try {
                out.write(buffer, 0, n);
            } catch (IOException gone) {
                return;
            }
        }
    }
}
