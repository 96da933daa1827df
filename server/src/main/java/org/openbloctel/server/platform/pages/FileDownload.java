package org.openbloctel.server.platform.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * A file that a reader takes along, sent as it is read: too large to be held.
 *
 * @param name what it is called there
 * @param type its media type
 * @param size bytes
 * @param sha256 of its content, hexadecimal: it names this content, so that a download that was cut off can go on
 */
public record FileDownload(String name, String type, long size, String sha256) {
    private static final int BUFFER = 1 << 16;

    /** The header that has a browser keep what comes under this name, and not show it. */
    public static String disposition(String name) {
        return ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    /** Says what comes, or would. No cache on the way keeps a copy. */
    private void announce(HttpServletResponse response) {
        response.setContentType(type);
        response.setContentLengthLong(size);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(name));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.ETAG, tag());
    }

    private String tag() {
        return '"' + sha256 + '"';
    }

    /**
     * Sends it, or the one part of it that is asked for. A reader who goes away is no fault; a file that cannot be read is ours, and is
     * thrown.
     */
    public void send(InputStream content, HttpServletRequest request, HttpServletResponse response) throws IOException {
        announce(response);
        long start = 0;
        long end = size;
        HttpRange range = range(request);
        if (range != null) {
            if (range.getRangeStart(size) >= size) {
                response.setContentLengthLong(0);
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                return;
            }
            start = range.getRangeStart(size);
            end = range.getRangeEnd(size) + 1;
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + start + "-" + (end - 1) + "/" + size);
            response.setContentLengthLong(end - start);
        }
        if (HeadFilter.isHead(request)) {
            return;
        }
        content.skipNBytes(start);
        send(content, end - start, response.getOutputStream());
    }

    /** One part of this very content; null for all of it, as for several parts, which may be answered with all. */
    private @Nullable HttpRange range(HttpServletRequest request) {
        String asked = request.getHeader(HttpHeaders.RANGE);
        String of = request.getHeader(HttpHeaders.IF_RANGE);
        if (asked == null || size == 0 || (of != null && !of.equals(tag()))) {
            return null;
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(asked);
            return ranges.size() == 1 ? ranges.getFirst() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void send(InputStream content, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int n = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new EOFException("the file is shorter than its row says");
            }
            left -= n;
            try {
                out.write(buffer, 0, n);
            } catch (IOException gone) {
                return;
            }
        }
    }
}
