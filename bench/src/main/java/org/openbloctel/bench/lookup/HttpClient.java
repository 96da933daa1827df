package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/** As little of HTTP as asks a question: the client shares the machine with the server. */
public final class HttpClient implements Load.Connection {
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final SplittableRandom random;
    private final String head;
    private final Question question;
    private byte[] buffer = new byte[1 << 16];
    private int bodyAt;
    private int end;

    /** The body of a request, in JSON. */
    interface Question {
        String next(SplittableRandom random);
    }

    /** An answer with another status than a good one; the connection is of no use afterwards. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        Refused(int status, String answer) {
            super(answer);
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    /** A connection that posts questions to a path; without any it gets the root. */
    HttpClient(int port, String key, String path, Question question, int seed) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.random = new SplittableRandom(seed);
        this.question = question;
        this.head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    /** A connection that asks for checks of so many numbers at once. */
    public static HttpClient checks(int port, int size, int seed) throws IOException {
        return new HttpClient(port, Server.KEY, "/api/v1/checks", random -> checks(Numbers.drawn(random, size)), seed);
    }

    /** Waits no longer than this for an answer. Each read costs more then: not for a race. */
    public HttpClient patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
        return this;
    }

    /** A connection that gets the root. */
    static HttpClient root(int port) throws IOException {
        return new HttpClient(port, "", "/", random -> "", 0);
    }

    static String checks(long[] numbers) {
        StringBuilder body = new StringBuilder(numbers.length * 16 + 32).append("{\"numbers\":[");
        for (int i = 0; i < numbers.length; i++) {
            body.append(i == 0 ? "\"+" : ",\"+").append(numbers[i]).append('"');
        }
        return body.append("],\"campaign\":null}").toString();
    }

    @Override
    public void ask() throws IOException {
        String body = question.next(random);
        send(body.isEmpty() ? "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" : head + body.length() + "\r\n\r\n" + body);
    }

    /** Asks this, and gives the body of the answer. */
    String ask(String body) throws IOException {
        send(head + body.length() + "\r\n\r\n" + body);
        return new String(buffer, bodyAt, end - bodyAt, StandardCharsets.US_ASCII)
                .replaceAll("(^|\r\n)[0-9a-f]+\r\n", "");
    }

    private void send(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        end = 0;
        int headEnd = 0;
        while (headEnd == 0) {
            read();
            headEnd = headEnd();
        }
        if (buffer[9] != '2') {
            String answer = new String(buffer, 0, Math.min(end, 400), StandardCharsets.US_ASCII);
            throw new Refused(Integer.parseInt(answer.substring(9, 12)), answer);
        }
        bodyAt = headEnd;
        int length = length(headEnd);
        while (length < 0 ? !lastChunkIsThere() : end < headEnd + length) {
            read();
        }
    }

    private void read() throws IOException {
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, end * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            throw new IOException("the server closed the connection");
        }
        end += read;
    }

    private int headEnd() {
        for (int i = 3; i < end; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private int length(int headEnd) {
        for (int i = 0; i < headEnd; i++) {
            int k = 0;
            while (k < LENGTH.length && (buffer[i + k] | 0x20) == (LENGTH[k] | 0x20)) {
                k++;
            }
            if (k == LENGTH.length) {
                int length = 0;
                for (int at = i + k; buffer[at] != '\r'; at++) {
                    length = buffer[at] == ' ' ? length : length * 10 + buffer[at] - '0';
                }
                return length;
            }
        }
        return -1;
    }

    /** Of an answer in chunks; a line end stands in none of those that are asked for here. */
    private boolean lastChunkIsThere() {
        return end - bodyAt >= LAST_CHUNK.length
                && Arrays.equals(buffer, end - LAST_CHUNK.length, end, LAST_CHUNK, 0, LAST_CHUNK.length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
