package org.openbloctel.server.platform.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The part of S3 that files need, in memory, over HTTP on the loopback, with faults on demand. Lists come in pages of ten. It does not look
 * at signatures. Thread-safe.
 */
public final class FakeStore implements AutoCloseable {
    /** The only bucket. */
    public static final String BUCKET = "bucket";

    private static final int PAGE = 10;
    private static final String ROOT = "/" + BUCKET;

    private final HttpServer server;
    private final Map<String, Blob> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> uploads = new ConcurrentSkipListMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;
    private volatile Predicate<String> loseAnswer = request -> false;
    private final AtomicInteger cuts = new AtomicInteger();

    /** What is wrong with the store. */
    public enum Fault {
        NONE,
        /** 500 for each request. */
        UNAVAILABLE,
        /** 503 for each request, which asks to come back later. */
        BUSY,
        /** Refuses to list uploads in parts. */
        HIDES_UPLOADS,
        /** 501 for each write with a condition. */
        REFUSES_CONDITIONS,
        /** 403 for each request. */
        FORBIDDEN,
        /** Overwrites objects in spite of a condition. */
        WITHOUT_CONDITIONS,
        /** Loses an object when an upload in parts of the same name is given up, as s3mock 5.0.0 does. */
        LOSES_OBJECTS,
        /** Overwrites objects by multipart uploads in spite of a condition. */
        WITHOUT_CONDITIONS_FOR_PARTS
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Blob(byte[] content, String writer, Instant changed) {
        String tag() {
            return "\"" + Integer.toHexString(Arrays.hashCode(content)) + "\"";
        }
    }

    private record Upload(String key, String writer, Instant begun, Map<Integer, byte[]> parts) {}

    /** A store that runs. */
    public FakeStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Settings of a server that keeps its files here. */
    public String[] settings(Path secretFile) {
        return new String[] {
            "openbloctel.files.bucket=" + BUCKET,
            "openbloctel.files.endpoint=" + endpoint(),
            "openbloctel.files.access-key=key",
            "openbloctel.files.secret-key-file=" + secretFile
        };
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on, this is wrong. */
    public void be(Fault next) {
        fault = next;
    }

    /** Does what the next request asks for whose method and path begin so, and cuts the connection instead of an answer. */
    void loseAnswerTo(String request) {
        loseAnswer = asked -> asked.startsWith(request);
    }

    /** Sends half of the next objects that are read, then cuts the connection. */
    void cut(int times) {
        cuts.set(times);
    }

    /** How many requests came. */
    int requests() {
        return requests.get();
    }

    /** The names of all objects. */
    public SortedSet<String> names() {
        return new TreeSet<>(objects.keySet());
    }

    /** An object as it lies there. */
    public byte[] content(String name) {
        return Objects.requireNonNull(objects.get(name)).content();
    }

    /** Loses an object. */
    public void remove(String name) {
        objects.remove(name);
    }

    /** Has an object from then on. */
    public void put(String name, Instant changed) {
        objects.put(name, new Blob(new byte[] {1}, "", changed));
    }

    /** How many uploads in parts are not finished. */
    int unfinished() {
        return uploads.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> query = query(exchange);
            String path = exchange.getRequestURI().getPath();
            if (fault == Fault.UNAVAILABLE) {
                send(exchange, 500, error("InternalError"));
            } else if (fault == Fault.BUSY) {
                send(exchange, 503, error("SlowDown"));
            } else if (fault == Fault.HIDES_UPLOADS && query.containsKey("uploads")) {
                send(exchange, 403, error("AccessDenied"));
            } else if (fault == Fault.REFUSES_CONDITIONS
                    && exchange.getRequestHeaders().containsKey("If-None-Match")) {
                send(exchange, 501, error("NotImplemented"));
            } else if (fault == Fault.FORBIDDEN) {
                send(exchange, 403, error("AccessDenied"));
            } else if (!path.equals(ROOT) && !path.equals(ROOT + "/") && !path.startsWith(ROOT + "/")) {
                send(exchange, 404, error("NoSuchBucket"));
            } else if (path.length() <= ROOT.length() + 1) {
                ofBucket(exchange, query);
            } else {
                ofObject(exchange, path.substring(ROOT.length() + 1), query, body);
            }
        }
    }

    private void ofBucket(HttpExchange exchange, Map<String, String> query) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        if (query.containsKey("uploads")) {
            StringBuilder xml = new StringBuilder("<ListMultipartUploadsResult>");
            uploads.forEach((id, upload) -> xml.append("<Upload><Key>" + upload.key() + "</Key><UploadId>" + id
                    + "</UploadId><Initiated>" + upload.begun() + "</Initiated></Upload>"));
            send(exchange, 200, xml.append("</ListMultipartUploadsResult>").toString());
            return;
        }
        String after = query.getOrDefault("continuation-token", "");
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        int n = 0;
        String last = "";
        boolean more = false;
        for (Map.Entry<String, Blob> object : objects.entrySet()) {
            String key = object.getKey();
            boolean deeper = query.containsKey("delimiter")
                    && key.startsWith(prefix)
                    && key.substring(prefix.length()).contains("/");
            if (!key.startsWith(prefix) || deeper || key.compareTo(after) <= 0) {
                continue;
            }
            if (n == PAGE) {
                more = true;
                break;
            }
            n++;
            last = key;
            xml.append("<Contents><Key>" + key + "</Key><LastModified>"
                    + object.getValue().changed() + "</LastModified></Contents>");
        }
        xml.append("<IsTruncated>" + more + "</IsTruncated>");
        xml.append(more ? "<NextContinuationToken>" + last + "</NextContinuationToken>" : "");
        send(exchange, 200, xml.append("</ListBucketResult>").toString());
    }

    private void ofObject(HttpExchange exchange, String key, Map<String, String> query, byte[] body)
            throws IOException {
        String id = query.getOrDefault("uploadId", "");
        String writer = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("x-amz-meta-writer"), "");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                if (id.isEmpty()) {
                    put(exchange, key, new Blob(body, writer, Instant.now()), Fault.WITHOUT_CONDITIONS);
                } else {
                    upload(id).parts().put(Integer.parseInt(query.get("partNumber")), body);
                    exchange.getResponseHeaders().set("ETag", "\"part\"");
                    send(exchange, 200, "");
                }
            }
            case "POST" -> {
                if (query.containsKey("uploads")) {
                    String begun = UUID.randomUUID().toString();
                    uploads.put(begun, new Upload(key, writer, Instant.now(), new TreeMap<>()));
                    send(
                            exchange,
                            200,
                            "<InitiateMultipartUploadResult><UploadId>" + begun
                                    + "</UploadId></InitiateMultipartUploadResult>");
                } else {
                    complete(exchange, key, id);
                }
            }
            case "DELETE" -> {
                if (id.isEmpty()) {
                    objects.remove(key);
                } else {
                    uploads.remove(id);
                    if (fault == Fault.LOSES_OBJECTS) {
                        objects.remove(key);
                    }
                }
                send(exchange, 204, "");
            }
            default -> get(exchange, key);
        }
    }

    private Upload upload(String id) {
        return Objects.requireNonNull(uploads.get(id));
    }

    private void complete(HttpExchange exchange, String key, String id) throws IOException {
        Upload upload = uploads.get(id);
        if (upload == null) {
            send(exchange, 404, error("NoSuchUpload"));
            return;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        upload.parts().values().forEach(all::writeBytes);
        boolean put = put(
                exchange,
                key,
                new Blob(all.toByteArray(), upload.writer(), Instant.now()),
                Fault.WITHOUT_CONDITIONS_FOR_PARTS);
        if (put) {
            uploads.remove(id);
        }
    }

    private boolean put(HttpExchange exchange, String key, Blob object, Fault without) throws IOException {
        boolean conditional = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                && fault != Fault.WITHOUT_CONDITIONS
                && fault != without;
        if (conditional && objects.putIfAbsent(key, object) != null) {
            send(exchange, 412, error("PreconditionFailed"));
            return false;
        }
        objects.put(key, object);
        if (loseAnswer.test(exchange.getRequestMethod() + " " + key)) {
            loseAnswer = request -> false;
            return true; // closed without an answer
        }
        exchange.getResponseHeaders().set("ETag", object.tag());
        send(exchange, 200, "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>");
        return true;
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        Blob object = objects.get(key);
        if (object == null) {
            send(exchange, 404, error("NoSuchKey"));
            return;
        }
        byte[] content = object.content();
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        int to = content.length;
        if (range != null) {
            String[] ends = range.replace("bytes=", "").split("-", -1);
            from = Integer.parseInt(ends[0]);
            to = ends[1].isEmpty() ? to : Math.min(to, Integer.parseInt(ends[1]) + 1);
        }
        exchange.getResponseHeaders().set("ETag", object.tag());
        exchange.getResponseHeaders().set("x-amz-meta-writer", object.writer());
        int status = range == null ? 200 : 206;
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        boolean cut = cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        exchange.sendResponseHeaders(status, to == from ? -1 : to - from);
        if (to > from) {
            exchange.getResponseBody().write(content, from, cut ? (to - from) / 2 : to - from);
            exchange.getResponseBody().flush();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
        if (!none) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
